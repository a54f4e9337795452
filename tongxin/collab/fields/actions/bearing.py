"""Filling the fields of records that do not keep their values themselves: one table holds these for all such kinds."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.database.bulk import insert_rows
from tongxin.base.events import tell
from tongxin.base.registries import Bearing, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.fields.actions.filling import (
    Custom,
    Facts,
    filled,
    first_numbered,
    forget_values,
    keep_values,
    numbered,
    read_values,
    settled,
    told_values,
)
from tongxin.collab.fields.events import RecordFilled
from tongxin.collab.fields.models import CustomField, OwnValues, Type
from tongxin.collab.fields.models.custom_field import PREFIX, WORKED_OUT
from tongxin.collab.fields.queries.bearing import own_values_of
from tongxin.collab.fields.queries.open_fields import own_fields, purged_keys, searched_text
from tongxin.collab.fields.queries.reading import input_text
from tongxin.collab.people.models import Person

SIZE = 1000
Typed = Mapping[str, Any]  # Any: as typed, by key


class NotYoursToFill(PermissionDenied):
    """The person may see this record but not change it, or it is gone."""


class HeldNow(ValidationError):
    """Nobody fills the record at this moment; its room says why."""


def parted(values: Typed) -> tuple[dict[str, Any], dict[str, Any]]:  # Any: as typed
    """What was typed into a record's own facts, and what into the firm's fields."""
    own = {key: value for key, value in values.items() if key.startswith(PREFIX)}
    return {key: value for key, value in values.items() if key not in own}, own


def begin_values(*, by: Person, kind: str, number: int, facts: Facts, given: Typed | None) -> str:
    """The fields of a record that was just made: running numbers, formulas, and what was typed. With `given` of None nobody was asked
    (a sentence, a program's deed), and what is needed shows as a gap instead of losing the record. Answers the words by which they let it be found. Raises
    ValidationError by key."""
    fields = own_fields(kind)
    if not fields and not given:
        return ""
    is_asked = given is not None
    custom = filled(
        by=by, kind=kind, was={}, given=given or {}, facts=facts, is_new=True, is_asked=is_asked, fields=fields
    )
    begin_many(kind=kind, records={number: custom}, fields=fields)
    return searched_text(fields, custom)


def begin_many(*, kind: str, records: Mapping[int, Custom], fields: list[CustomField] | None = None) -> None:
    """Keep the values of records that are new, worked out already."""
    rows = {number: custom for number, custom in records.items() if custom}
    insert_rows(OwnValues, [OwnValues(kind=kind, record_id=number, custom=custom) for number, custom in rows.items()])
    keep_values(kind=kind, records={number: ({}, custom) for number, custom in rows.items()}, fields=fields)


def carry_values(
    *, kind: str, of: int, to: int, facts: Facts, keys: Collection[str] | None = None, is_version: bool = False
) -> None:
    """A record that was just made holds what the one it follows holds, or of that the fields named by `keys`. Nobody types it, so what is
    hidden from whoever makes it goes along unseen. Running numbers are new and files stay where they hang, but for a further version
    of the same record. What is needed and empty shows as a gap."""
    fields = own_fields(kind)
    was = own_values_of(kind, [of])[of] if fields else {}
    stays = (Type.FORMULA, Type.ROLL_UP) if is_version else (*WORKED_OUT, Type.FILE)
    wanted = [one for one in fields if one.type not in stays and (keys is None or one.key in keys)]
    custom = {one.key: was[one.key] for one in wanted if one.key in was}
    begin_many(kind=kind, records={to: settled(fields, facts, first_numbered(fields, custom))}, fields=fields)


def read_rows(
    *, by: Person, kind: str, typed: Mapping[int, Typed]
) -> tuple[dict[int, dict[str, Any]], dict[int, tuple[str, str]]]:  # Any: JSON values
    """What stands in the cells of a file, by row: values to keep, and for rows that do not fit the field and what is wrong with it."""
    fields = own_fields(kind) if any(typed.values()) else []
    read: dict[int, dict[str, Any]] = {}  # Any: as above
    wrong: dict[int, tuple[str, str]] = {}
    for row, cells in typed.items():
        try:
            read[row] = read_values(by, kind, fields, {}, cells) if cells else {}
        except ValidationError as error:
            key = next(iter(error.error_dict))
            wrong[row] = (key, error.message_dict[key][0])
    return read, wrong


def begin_rows(*, kind: str, records: Mapping[int, tuple[Facts, Custom]]) -> list[int]:
    """Keep what a file brought for new records, with running numbers and formulas; answers which of them hold anything. A file is not
    held to what is needed: the gap shows."""
    fields = own_fields(kind)
    numbers = {key: iter(given) for key, given in numbered(fields, len(records)).items()}
    customs = {
        pk: settled(fields, facts, {**custom, **{key: next(given) for key, given in numbers.items()}})
        for pk, (facts, custom) in records.items()
    }
    begin_many(kind=kind, records=customs, fields=fields)
    return [pk for pk, custom in customs.items() if custom]


@transaction.atomic
def fill_record(*, by: Person, kind: str, number: int, given: Typed, was: Typed | None = None) -> None:
    """Type into fields of a record that is there. `was` is what the person saw, as a form or the journal holds it: where it is something
    else by now, ChangedMeanwhile is raised and nothing is written. Raises NotYoursToFill, HeldNow, ValidationError by key."""
    if not given:
        return
    bearing, record = _own_record(by, kind, number)
    fields = own_fields(kind)
    row = OwnValues.objects.select_for_update().filter(kind=kind, record_id=number).first()
    before: Custom = row.custom if row is not None else {}
    if theirs := _changed_since(fields, before, was or {}, given):
        raise ChangedMeanwhile(theirs)
    custom = filled(by=by, kind=kind, was=before, given=given, facts=bearing.facts(record), fields=fields)
    changed = sorted(key for key in given if before.get(key) != custom.get(key))
    if not changed:
        return
    _store(kind, number, before, custom, fields)
    bearing.touch(number)
    told = RecordFilled(fields=changed, after=told_values(fields, custom, changed))
    old = {key: before.get(key) for key in changed}
    tell(told, by=by, on=Subject(kind, number), customer=bearing.customer(record), before=old)


def settle_values(*, kind: str, facts: Mapping[int, Facts]) -> int:
    """Work out the formulas of records anew whose own facts, or whose fields, changed. Answers how many differ."""
    fields = own_fields(kind)
    rows = OwnValues.objects.filter(kind=kind, record_id__in=list(facts))
    known = {row.record_id: row.custom for row in rows} if fields or facts else {}
    gone, differing = purged_keys(kind), 0
    for number, of in facts.items():
        before = known.get(number, {})
        kept = {key: value for key, value in before.items() if key not in gone}
        custom = settled(fields, of, kept)
        if repr(custom) != repr(before):
            _store(kind, number, before, custom, fields)
            differing += 1
    return differing


def recount(*, kind: str, job: Handle) -> dict[str, int]:
    """Work the formulas of all records of a kind out anew, a thousand to a transaction, and take erased fields out of them. A run that
    died goes on where it stood."""
    known = subject_kinds.find(kind)
    bearing = known.bearing if known is not None else None
    differing, last = 0, job.done
    while bearing is not None:
        with transaction.atomic():
            rows = {one.pk: one for one in bearing.rows().filter(pk__gt=last).order_by("pk")[:SIZE]}
            if not rows:
                break
            last = max(rows)
            job.within(done=last)
            differing += settle_values(kind=kind, facts={pk: bearing.facts(one) for pk, one in rows.items()})
    return {"changed": differing}


def drop_values(*, kind: str, records: list[int]) -> None:
    """The records are gone for good."""
    OwnValues.objects.filter(kind=kind, record_id__in=records).delete()
    forget_values(kind=kind, records=records)


def _own_record(by: Person, kind: str, number: int) -> tuple[Bearing, Any]:  # Any: the room's record
    known = subject_kinds.find(kind)
    bearing = known.bearing if known is not None else None
    record = known.visible(by, [number]).get(number) if known is not None else None
    if bearing is None or record is None or number not in bearing.changeable(by, [number]):
        raise NotYoursToFill(_("This isn't yours to change, or it isn't there any more."))
    if said := bearing.held(record):
        raise HeldNow(said)
    return bearing, record


def _changed_since(fields: list[CustomField], now_is: Custom, was: Typed, given: Typed) -> dict[str, Any]:  # Any: JSON
    """What holds another value than the person saw, in words."""
    theirs = {}
    for one in fields:
        if one.key not in given or one.key not in was:
            continue
        seen = was[one.key]
        is_same = (
            now_is.get(one.key) == seen["value"]
            if isinstance(seen, dict) and "value" in seen
            else input_text(one, now_is) == str(seen if seen is not None else "")
        )
        if not is_same:
            theirs[one.key] = told_values([one], now_is, [one.key])[one.key]["said"]
    return theirs


def _store(kind: str, number: int, before: Custom, custom: Custom, fields: list[CustomField]) -> None:
    OwnValues.objects.update_or_create(kind=kind, record_id=number, defaults={"custom": dict(custom)})
    keep_values(kind=kind, records={number: (before, custom)}, fields=fields)
