"""One deed on all customers that a list shows: asked for, and done by a job piece by piece."""

from collections.abc import Callable, Collection
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
from tongxin.collab.fields.actions import read_values
from tongxin.collab.fields.models import Type
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.change import rewritten
from tongxin.directory.parties.actions.facts import check_facts, check_rights
from tongxin.directory.parties.actions.reloading import NotYours
from tongxin.directory.parties.actions.tags import add_tags
from tongxin.directory.parties.actions.together import hand_over, locked_parties, write_parties
from tongxin.directory.parties.events import BulkChangeAsked
from tongxin.directory.parties.models import BulkChange, Party
from tongxin.directory.parties.models.facts import is_own
from tongxin.directory.parties.queries.listing import chosen, look_of

SIZE = 250
MOST = 100_000
# A customer is chosen by looking for it, one at a time; the rest is nobody's to type.
NOT_IN_BULK = (Type.SERIAL, Type.FORMULA, Type.ROLL_UP, Type.PARTY, Type.LONG)
FIELDS = ("industry", "tier", "source", "region", "country", "province", "city", "district")


class NothingToChange(ValidationError):
    """The list is empty, unreadable or too long."""


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
    name, value = values.get("field", ""), values.get("value", "")
    if is_own(name):
        if any(one.key == name and one.type in NOT_IN_BULK for one in own_fields("party")):
            raise ValidationError(_("Choose a field."))
        read_values(by, "party", own_fields("party"), {}, {name: value})
        return {"field": name, "value": value}
    if name not in FIELDS:
        raise ValidationError(_("Choose a field."))
    check_rights(by, {name: ""})
    return {"field": name, "value": check_facts({name: value})[name]}


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
    mine = locked_parties(by, ids)
    last = Entry.objects.filter(batch=change.batch).order_by("-pk").values_list("pk", flat=True).first() or 0
    with in_batch(change.batch):
        refused = _DEEDS[change.deed](by, mine, change.values)
    change.cursor, change.done = ids[-1], change.done + len(ids)
    change.refused += len(ids) - len(mine) + refused
    change.changed += Entry.objects.filter(batch=change.batch, pk__gt=last).count()
    change.save(update_fields=["cursor", "done", "refused", "changed"])
    return change


def _set_fact(by: Person, parties: dict[int, Party], values: dict[str, Any]) -> int:  # Any: JSON values
    """A customer whose other fields forbid it (a rule of the firm) stays as it is and is counted."""
    fields, typed = own_fields("party"), {values["field"]: values["value"]}
    rewrites = []
    for party in parties.values():
        with suppress(ValidationError):
            rewrites.append(rewritten(by, party, typed, fields))
    write_parties(by, rewrites)
    return len(parties) - len(rewrites)


def _assign(by: Person, parties: dict[int, Party], values: dict[str, Any]) -> int:  # Any: as above
    hand_over(by, list(parties.values()), Person.objects.get(pk=values["owner"]))
    return 0


def _tag(by: Person, parties: dict[int, Party], values: dict[str, Any]) -> int:  # Any: as above
    add_tags(by=by, parties=list(parties), names=values["tags"])
    return 0


_DEEDS: dict[str, Callable[[Person, dict[int, Party], dict[str, Any]], int]] = {  # Any: as above
    BulkChange.Deed.FACT: _set_fact,
    BulkChange.Deed.ASSIGN: _assign,
    BulkChange.Deed.TAG: _tag,
}


@transaction.atomic
def set_fact_of_many(*, by: Person, parties: Collection[int], field: str, value: str) -> int:
    """Set one field of picked customers. All or none: raises NotYours, ValidationError, FieldLocked. Answers how many there are."""
    checked = _checked(by, BulkChange.Deed.FACT, {"field": field, "value": value})
    found = locked_parties(by, set(parties))
    if len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to change. Nothing was changed."))
    typed, fields = {checked["field"]: checked["value"]}, own_fields("party")
    write_parties(by, [rewritten(by, party, typed, fields) for party in found.values()])
    return len(found)
