"""One deed on all customers that a list shows: asked for, done by a job piece by piece, and taken back."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import in_batch, tell
from tongxin.base.subjects import Subject
from tongxin.base.work import GiveUp, Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.assign import assign_parties
from tongxin.directory.parties.actions.change import change_party, undo_change
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_facts, check_rights
from tongxin.directory.parties.actions.reloading import NotYours
from tongxin.directory.parties.actions.tags import add_tags, set_tags
from tongxin.directory.parties.events import BulkChangeAsked, BulkChangeTakenBack
from tongxin.directory.parties.models import BulkChange, Party
from tongxin.directory.parties.queries.listing import chosen, look_of

SIZE = 100
MOST = 100_000
FIELDS = ("industry", "tier", "source", "region", "country", "province", "city", "district")


class NothingToChange(ValidationError):
    """The list is empty, unreadable or too long."""


class MayNotTakeBack(PermissionDenied):
    """Only who asked for a bulk change, or an administrator, takes it back."""


def _rows(address: str, by: Person) -> QuerySet[Party]:
    """The rows of a list as it was asked for, within what `by` may see now."""
    look = look_of(QueryDict(address), by)
    if look.problem:
        raise NothingToChange(look.problem)
    return chosen(look)


def _checked(by: Person, deed: str, values: dict[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """The values of a deed, if `by` may do it at all. Raises ValidationError, FieldLocked."""
    if deed == BulkChange.Deed.ASSIGN:
        owner = Person.objects.active().filter(pk=values.get("owner") or 0).first()
        if owner is None:
            raise ValidationError(_("Choose who takes over."))
        return {"owner": owner.pk}
    if deed == BulkChange.Deed.TAG:
        check_rights(by, {"tags": values["tags"]})
        return {"tags": list(values["tags"])}
    name = values.get("field", "")
    if name not in FIELDS:
        raise ValidationError(_("Choose a field."))
    check_rights(by, {name: ""})
    return {"field": name, "value": check_facts({name: values.get("value", "")})[name]}


@transaction.atomic
def ask_bulk_change(*, by: Person, deed: str, values: dict[str, Any], address: str) -> BulkChange:  # Any: JSON values
    """Have one deed done on all customers of a list. `values`: field and value, owner (a number), or tags.

    Raises NothingToChange, ValidationError, FieldLocked.
    """
    rows = _rows(address, by)
    total = rows.order_by().values("pk")[: MOST + 1].count()
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        raise NothingToChange(_("The list is empty: there is nothing to change."))
    if total > MOST:
        raise NothingToChange(_("At most %(most)d at once.") % {"most": MOST})
    change = BulkChange.objects.create(
        deed=deed,
        values=_checked(by, deed, values),
        address=address,
        asked_by=by,
        asked_at=now(),
        total=total,
        last_id=last,
    )
    change.job = enqueue(
        name="parties.bulk", arguments={"change_id": change.pk}, by=by, unique_key=change.batch, priority=1
    )
    change.save(update_fields=["job"])
    tell(BulkChangeAsked(deed=deed, count=total), by=by, on=Subject("person", by.pk))
    return change


def run_bulk_change(*, change_id: int, job: Handle) -> dict[str, int]:
    """Do it, SIZE customers to a transaction. A run that died goes on where it stood."""
    change = BulkChange.objects.select_related("asked_by").get(pk=change_id)
    try:
        rows = _rows(change.address, change.asked_by)
        _checked(change.asked_by, change.deed, change.values)
    except (ValidationError, PermissionDenied) as error:
        raise GiveUp(" ".join(getattr(error, "messages", [str(error)]))) from error
    while change.state == BulkChange.State.RUNNING:
        change = _piece(change.pk, rows, job)
    return {"changed": change.changed, "refused": change.refused}


@transaction.atomic
def _piece(change_id: int, rows: QuerySet[Party], job: Handle) -> BulkChange:
    known = BulkChange.objects.get(pk=change_id)
    job.within(done=known.done, total=known.total)
    change = BulkChange.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=change_id)
    by = change.asked_by
    here = rows.filter(pk__gt=change.cursor, pk__lte=change.last_id).order_by("pk")
    ids = list(here.values_list("pk", flat=True)[:SIZE])
    if not ids:
        change.state = BulkChange.State.DONE
        change.save(update_fields=["state"])
        return change
    mine = list(Party.objects.changeable_by(by).living().filter(pk__in=ids).order_by("pk"))
    last = Entry.objects.filter(batch=change.batch).order_by("-pk").values_list("pk", flat=True).first() or 0
    with in_batch(change.batch):
        refused = _DEEDS[change.deed](by, mine, change.values)
    change.cursor, change.done = ids[-1], change.done + len(ids)
    change.refused += len(ids) - len(mine) + refused
    change.changed += Entry.objects.filter(batch=change.batch, pk__gt=last).count()
    change.save(update_fields=["cursor", "done", "refused", "changed"])
    return change


def _set_fact(by: Person, parties: Sequence[Party], values: dict[str, Any]) -> int:  # Any: JSON values
    """A customer whose other fields forbid it (a rule of the firm) stays as it is and is counted."""
    refused = 0
    for party in parties:
        try:
            change_party(by=by, party=party, **{values["field"]: values["value"]})
        except ValidationError:
            refused += 1
    return refused


def _assign(by: Person, parties: Sequence[Party], values: dict[str, Any]) -> int:  # Any: as above
    assign_parties(by=by, parties=[party.pk for party in parties], owner=Person.objects.get(pk=values["owner"]))
    return 0


def _tag(by: Person, parties: Sequence[Party], values: dict[str, Any]) -> int:  # Any: as above
    add_tags(by=by, parties=[party.pk for party in parties], names=values["tags"])
    return 0


_DEEDS: dict[str, Callable[[Person, Sequence[Party], dict[str, Any]], int]] = {  # Any: as above
    BulkChange.Deed.FACT: _set_fact,
    BulkChange.Deed.ASSIGN: _assign,
    BulkChange.Deed.TAG: _tag,
}


@transaction.atomic
def set_fact_of_many(*, by: Person, parties: Collection[int], field: str, value: str) -> int:
    """Set one field of picked customers. All or none: raises NotYours, ValidationError, FieldLocked. Answers how many there are."""
    checked = _checked(by, BulkChange.Deed.FACT, {"field": field, "value": value})
    found = list(Party.objects.changeable_by(by).living().filter(pk__in=list(parties)).order_by("pk"))
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to change. Nothing was changed."))
    for party in found:
        change_party(by=by, party=party, **{checked["field"]: checked["value"]})
    return len(found)


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
    for entry in some:
        if _undone(by, entry):
            change.restored += 1
        else:
            change.kept += 1
    if some:
        change.undo_cursor = some[-1].pk
    else:
        change.state = BulkChange.State.UNDONE
    change.save(update_fields=["undo_cursor", "restored", "kept", "state"])
    return change


def _undone(by: Person, entry: Entry) -> bool:
    """Whether one entry could be taken back: not where the customer is gone, changed since, or no longer in reach."""
    with suppress(ChangedMeanwhile, ValidationError, PermissionDenied), transaction.atomic():
        if entry.name == "party.assigned":
            return _given_back(by, entry)
        if entry.particulars.get("fields") == ["tags"]:
            return _tagged_as_before(by, entry)
        undo_change(by=by, entry=entry)
        return True
    return False


def _tagged_as_before(by: Person, entry: Entry) -> bool:
    party = Party.objects.changeable_by(by).living().filter(pk=entry.subject_id).first()
    if party is None or sorted(party.tags.values_list("name", flat=True)) != sorted(entry.particulars["after"]["tags"]):
        return False
    set_tags(by=by, party=party, names=(entry.before or {}).get("tags", []))
    return True


def _given_back(by: Person, entry: Entry) -> bool:
    party = Party.objects.changeable_by(by).living().filter(pk=entry.subject_id).select_related("owner").first()
    previous = Person.objects.filter(pk=(entry.before or {}).get("owner") or 0).first()
    if party is None or previous is None or party.owner is None or party.owner.name != entry.particulars["owner"]:
        return False
    assign_parties(by=by, parties=[party.pk], owner=previous)
    return True
