"""Saying that it still holds."""

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.collab.people.models import Person
from tongxin.directory.memory.actions.checks import on, seen_fact
from tongxin.directory.memory.actions.timelines import customer_of
from tongxin.directory.memory.events import FactConfirmed
from tongxin.directory.memory.models import Confidence, Fact


@transaction.atomic
def confirm_fact(*, by: Person, fact: Fact, version: int | None = None) -> Fact:
    """It still holds: from now on it fades anew. Whoever sees it may. Raises NotYours, ChangedMeanwhile."""
    return hold(by, seen_fact(by, fact.pk, version=version))


def hold(by: Person, fact: Fact) -> Fact:
    """Confirm a locked fact."""
    before = {
        "confidence": fact.confidence,
        "confirmed_by": fact.confirmed_by_id,
        "confirmed_at": fact.confirmed_at.isoformat(),
    }
    fact.confidence, fact.confirmed_by, fact.confirmed_at = Confidence.SURE, by, now()
    fact.version += 1
    fact.save(update_fields=["confidence", "confirmed_by", "confirmed_at", "version"])
    tell(FactConfirmed(kind=fact.kind), by=by, on=on(fact), customer=customer_of(fact), before=before)
    return fact
