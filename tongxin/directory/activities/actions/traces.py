"""What follows from every change here: the customer's last contact and next step, and what can be found."""

from collections.abc import Collection

from django.db.models import Max

from tongxin.base.subjects import Subject
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.actions import note_last_contact, note_next_step
from tongxin.directory.parties.models import Party


def on(record: Activity | Step) -> Subject:
    """The record as a subject."""
    return Subject("activity" if isinstance(record, Activity) else "step", record.pk)


def trace_contacts(*party_ids: int | None) -> None:
    """Write the latest contact on these customers. Needs a transaction."""
    for party_id in _locked(party_ids):
        latest = Activity.objects.living().contacts().filter(party=party_id).aggregate(at=Max("at"))["at"]
        note_last_contact(party_id=party_id, at=latest)


def trace_steps(*party_ids: int | None) -> None:
    """Write the earliest open step on these customers. Needs a transaction."""
    for party_id in _locked(party_ids):
        step = Step.objects.open().filter(party=party_id).soonest_first().first()
        note_next_step(party_id=party_id, text=step.text if step else "", due_at=step.due.deadline if step else None)


def _locked(party_ids: Collection[int | None]) -> list[int]:
    """Two people at one customer take turns, so that the later of them writes what both left behind."""
    wanted = [party_id for party_id in party_ids if party_id is not None]
    if not wanted:
        return []
    rows = Party.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    return list(rows.values_list("pk", flat=True))
