"""Planning what comes next."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.collab.fields.actions import begin_values
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.bearing import step_facts
from tongxin.directory.activities.actions.checks import check_kind, check_party, check_people, check_text
from tongxin.directory.activities.actions.hand_over import tell_owner
from tongxin.directory.activities.actions.traces import on, trace_steps
from tongxin.directory.activities.events import StepPlanned
from tongxin.directory.activities.models import Activity, Due, Kind, Step, StepPerson
from tongxin.directory.activities.models.kinds import PLANNED
from tongxin.directory.activities.policies import can_note
from tongxin.directory.parties.models import Party

_LONGEST = 500


class CannotSee(PermissionDenied):
    """The colleague who should do it can't see the customer."""


@transaction.atomic
def plan_step(
    *,
    by: Person,
    text: str,
    due: date | datetime | None = None,
    party: Party | None = None,
    owner: Person | None = None,
    kind: str = Kind.TASK,
    people: Collection[int] = (),
    from_activity: Activity | None = None,
    amount: Money | None = None,
    custom: Mapping[str, Any] | None = None,  # Any: values of the firm's fields as typed
) -> Step:
    """Plan something for a day, an agreed instant, or (None) some day; for oneself or for a colleague who sees the customer.

    `custom` is None where nobody was asked for the firm's fields. Raises MayNotNote when `by` can't see the customer, CannotSee when the colleague can't.
    """
    check_party(by, party)
    owner = owner or by
    check_owner(owner, party)
    on_day, at = Due.of(due)
    step = Step(
        kind=check_kind(kind, PLANNED),
        text=check_words(text),
        party=party,
        due_on=on_day,
        due_at=at,
        owner=owner,
        made_by=by,
        from_activity=from_activity,
        amount=amount.minor if amount else None,
        currency=amount.currency if amount else "",
        created_at=now(),
    )
    known = check_people(by, people)
    step.save(force_insert=True)
    StepPerson.objects.bulk_create([StepPerson(step=step, person_id=person) for person in known])
    begin_values(by=by, kind="step", number=step.pk, facts=step_facts(step), given=custom)
    planned = StepPlanned(text=step.text, due=str(step.due), owner=owner.name)
    tell(planned, by=by, on=on(step), customer=step.party_id)
    trace_steps(step.party_id)
    tell_owner(by, step)
    return step


def check_owner(owner: Person, party: Party | None) -> None:
    """Raises CannotSee when the one who should do it can't see the customer."""
    if not owner.is_active:
        raise CannotSee(_("%(name)s no longer works here.") % {"name": owner.name})
    if party is not None and not can_note(owner, party):
        raise CannotSee(_("%(name)s can't see this customer. Add them to its team first.") % {"name": owner.name})


def check_words(text: str) -> str:
    """What is to be done, in one line. Raises ValidationError when empty or too long."""
    text = " ".join(check_text(text, limit=_LONGEST).split())
    if not text:
        raise ValidationError({"text": _("Say in a word what is to be done.")})
    return text
