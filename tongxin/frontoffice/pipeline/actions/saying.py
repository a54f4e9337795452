"""A deal said in one sentence: 恒润 2 号线 报价 68.6 万 下周三前."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now as present
from tongxin.collab.people.models import Person
from tongxin.directory.activities.queries import Heard, Said, hear
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions.opening import open_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity, Stage

# What these slots say has a field of its own; the words that remain are the deal's name.
_APART = ("time", "party", "amount")
_EDGES = " ,，。；;、:：·-"
_LONGEST_NAME, _LONGEST_STEP = 200, 200


@transaction.atomic
def open_said(
    *, by: Person, text: str, party: Party | None = None, stage: Stage | None = None, now: datetime | None = None
) -> Opportunity:
    """Open the deal that a sentence speaks of, at `party` if it names no other customer: the customer, the amount and the day are read, the rest is its name; a day to come is
    until when what was said is to be done. Whatever isn't understood stays in the name. Raises MayNotOpen, FieldLocked, ValidationError."""
    if not text.strip():
        raise ValidationError({"text": _("Write a few words first.")})
    here = timezone.localtime(now or present())
    heard = hear(text, by=by, now=here, party=party, said=Said())
    is_planned = heard.on is not None and heard.on >= here.date() and heard.tense == "planned"
    name = _rest(heard, _APART)
    amount: dict[str, Any] = {"amount": heard.amount} if heard.amount else {}  # Any: values as typed
    return open_opportunity(
        by=by,
        name=(name or (heard.party.called if heard.party else " ".join(text.split())))[:_LONGEST_NAME],
        party=heard.party,
        stage=stage,
        **amount,
        next_step=(_rest(heard, ("time", "amount")) or name)[:_LONGEST_STEP] if is_planned else "",
        next_on=heard.on if is_planned else None,
    )


def _rest(heard: Heard, keys: tuple[str, ...]) -> str:
    """The sentence without the places of these slots."""
    gone = {place for slot in heard.slots if slot.key in keys and slot.span for place in range(*slot.span)}
    kept = "".join(" " if place in gone else sign for place, sign in enumerate(heard.text))
    return " ".join(kept.split()).strip(_EDGES)
