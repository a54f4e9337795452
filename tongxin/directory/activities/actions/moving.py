"""Activities and steps follow the record into which their customer was merged, and go back with it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from tongxin.base.events import tell
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions.note import as_told
from tongxin.directory.activities.actions.traces import on, trace_contacts, trace_steps
from tongxin.directory.activities.events import ActivityPlaced
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.models.activity import ActivityPerson
from tongxin.directory.activities.models.step import StepPerson
from tongxin.directory.doubles.actions import carry, note_waiting, remark, remarks, take_away
from tongxin.directory.parties.actions import note_last_contact
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of

_LAST = "last_contact_at"


@transaction.atomic
def move_to_kept(*, merge: int, kept: int, gone: int) -> None:
    """Move what passed and what is planned, and who took part, from `gone` to `kept`."""
    _remember_last_contact(merge, kept)
    carry(merge, Activity.objects.filter(party=gone), column="party", to=kept)
    carry(merge, Step.objects.filter(party=gone), column="party", to=kept)
    _move_people(merge, ActivityPerson, "activity_id", kept, gone)
    _move_people(merge, StepPerson, "step_id", kept, gone)
    trace_steps(kept)
    both = Party.objects.filter(pk__in=[kept, gone]).aggregate(at=Max(_LAST))["at"]
    note_last_contact(party_id=kept, at=both)


def _move_people(merge: int, model: type[ActivityPerson] | type[StepPerson], of: str, kept: int, gone: int) -> None:
    """Whoever took part under both numbers, took part once."""
    rows = model.objects.filter(person=gone)
    there = {getattr(row, of): row for row in model.objects.filter(person=kept)}
    likes = {row.pk: there[getattr(row, of)] for row in rows if getattr(row, of) in there}
    for pk, like in likes.items():
        note_waiting(merge, model, pk, "person", before=gone, to=kept, like=like.pk, once_per=[of])
    take_away(merge, rows.filter(pk__in=list(likes)), likes=likes)
    carry(merge, rows, column="person", to=kept)


@transaction.atomic
def settle_parted(*, merge: int, kept: int, gone: int) -> None:
    """Once rows are back: last contact and next step of both, and the place on the timeline of what was moved in time meanwhile."""
    _settle_last_contact(merge, kept)
    if _latest(gone) is not None:
        trace_contacts(gone)
    trace_steps(kept, gone)
    root = root_of(kept)
    if root != kept:
        trace_contacts(root)
        trace_steps(root)
    moved = Entry.objects.filter(name=ActivityPlaced.name, customer_id__in=[kept, root]).values("subject_id")
    for activity in Activity.objects.filter(party=gone, pk__in=moved).order_by("pk"):
        tell(as_told(activity, ActivityPlaced), by=None, on=on(activity), customer=gone, happened_at=activity.at)


def _latest(party_id: int) -> datetime | None:
    latest: datetime | None = Activity.objects.living().contacts().filter(party=party_id).aggregate(at=Max("at"))["at"]
    return latest


def _remember_last_contact(merge: int, kept: int) -> None:
    """A last contact that no activity tells of came with an import: it is written down, because it can't be found out again."""
    party = Party.objects.get(pk=kept)
    earlier = remarks(party, _LAST).first()
    value = earlier.before if earlier else (None if _latest(kept) else party.last_contact_at)
    remark(merge, party, _LAST, value)


def _settle_last_contact(merge: int, kept: int) -> None:
    if _latest(kept) is not None:
        trace_contacts(kept)
        return
    noted = remarks(Party(pk=kept), _LAST).filter(merge=merge).first()
    at = datetime.fromisoformat(noted.before) if noted and noted.before else None
    note_last_contact(party_id=kept, at=at)
