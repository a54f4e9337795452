"""Taking a deed on many customers back, piece by piece."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.bulk import SIZE
from tongxin.directory.parties.actions.change import rewritten_back
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_rights
from tongxin.directory.parties.actions.together import hand_over, locked_parties, tags_of, write_parties, write_tags
from tongxin.directory.parties.events import BulkChangeTakenBack, PartyAssigned
from tongxin.directory.parties.models import BulkChange, Party


class MayNotTakeBack(PermissionDenied):
    """Only who asked for a bulk change, or an administrator, takes it back."""


@transaction.atomic
def take_bulk_change_back(*, by: Person, change: BulkChange) -> BulkChange:
    """Have everything it did taken back, except where somebody changed it since. Asking twice starts one. Raises MayNotTakeBack."""
    found = BulkChange.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=change.pk).first()
    if found is None:
        raise MayNotTakeBack(_("Only who asked for it, or an administrator, may take it back."))
    if found.state in (BulkChange.State.UNDOING, BulkChange.State.UNDONE):
        return found
    found.state = BulkChange.State.UNDOING
    arguments = {"change_id": found.pk, "by_id": by.pk}
    found.job = enqueue(name="parties.bulk_undo", arguments=arguments, by=by, unique_key=found.batch, priority=1)
    found.save(update_fields=["state", "job"])
    tell(BulkChangeTakenBack(deed=found.deed, count=found.changed), by=by, on=Subject("person", by.pk))
    return found


def run_bulk_undo(*, change_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Go back, newest entry first, SIZE entries to a transaction."""
    by = Person.objects.get(pk=by_id)
    while True:
        change = _step_back(change_id, by, job)
        if change.state != BulkChange.State.UNDOING:
            return {"restored": change.restored, "kept": change.kept}


@transaction.atomic
def _step_back(change_id: int, by: Person, job: Handle) -> BulkChange:
    known = BulkChange.objects.get(pk=change_id)
    job.within(done=known.restored + known.kept, total=known.changed)
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    entries = Entry.objects.filter(batch=change.batch)
    if change.undo_cursor is not None:
        entries = entries.filter(pk__lt=change.undo_cursor)
    some = list(entries.order_by("-pk")[:SIZE])
    back = _taken_back(by, some)
    change.restored += back
    change.kept += len(some) - back
    if some:
        change.undo_cursor = some[-1].pk
    else:
        change.state = BulkChange.State.UNDONE
    change.save(update_fields=["undo_cursor", "restored", "kept", "state"])
    return change


def _taken_back(by: Person, entries: Sequence[Entry]) -> int:
    """How many of the entries could be taken back: not where the customer is gone, changed since, or no longer in reach."""
    parties = locked_parties(by, {entry.subject_id for entry in entries})
    reached = [entry for entry in entries if entry.subject_id in parties]
    given = [entry for entry in reached if entry.name == PartyAssigned.name]
    tagged = [entry for entry in reached if entry.particulars.get("fields") == ["tags"]]
    facts = [entry for entry in reached if entry not in given and entry not in tagged]
    return _given_back(by, given, parties) + _tagged_as_before(by, tagged) + _facts_as_before(by, facts, parties)


def _facts_as_before(by: Person, entries: Sequence[Entry], parties: Mapping[int, Party]) -> int:
    fields, rewrites = own_fields("party"), []
    for entry in entries:
        before = entry.before or {}
        with suppress(ChangedMeanwhile, ValidationError, PermissionDenied):
            check_rights(by, before)
            back = rewritten_back(parties[entry.subject_id], entry, before, fields)
            rewrites += [back] if back is not None else []
    write_parties(by, rewrites)
    return len(rewrites)


def _tagged_as_before(by: Person, entries: Sequence[Entry]) -> int:
    there = tags_of({entry.subject_id for entry in entries})
    wanted = {
        entry.subject_id: (entry.before or {}).get("tags", [])
        for entry in entries
        if sorted(there[entry.subject_id]) == sorted(entry.particulars["after"]["tags"])
    }
    check_rights(by, {"tags": []} if wanted else {})
    write_tags(by, wanted)
    return len(wanted)


def _given_back(by: Person, entries: Sequence[Entry], parties: Mapping[int, Party]) -> int:
    """Each to the owner from before, where it still belongs to whom it was given."""
    people = Person.objects.in_bulk([(entry.before or {}).get("owner") or 0 for entry in entries])
    back: dict[int, list[Party]] = defaultdict(list)
    for entry in entries:
        party, previous = parties[entry.subject_id], int((entry.before or {}).get("owner") or 0)
        if previous in people and party.owner is not None and party.owner.name == entry.particulars["owner"]:
            back[previous].append(party)
    for number, given in back.items():
        hand_over(by, given, people[number])
    return sum(len(given) for given in back.values())
