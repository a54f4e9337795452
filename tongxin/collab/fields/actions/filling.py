"""Filling the fields of one record. The room of the record calls this inside its own verbs and stores the answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.database.bulk import insert_rows
from tongxin.collab.fields.actions.numbering import next_number, next_numbers
from tongxin.collab.fields.models import CustomField, FieldValue, Type
from tongxin.collab.fields.queries.open_fields import closed_keys, own_fields, writable_keys
from tongxin.collab.fields.values.computing import worked_out
from tongxin.collab.fields.values.reading import read_value
from tongxin.collab.fields.values.rolling import rolled_up
from tongxin.collab.fields.values.rules import fits, is_needed
from tongxin.collab.fields.values.showing import as_row, names_in, shown
from tongxin.collab.people.models import Person

Custom = Mapping[str, Any]  # Any: JSON values by key
Facts = Mapping[str, Any]  # Any: the record's own facts by key


def filled(
    *,
    by: Person,
    kind: str,
    was: Custom,
    given: Mapping[str, Any],  # Any: as typed, by key
    facts: Facts,
    changed: Collection[str] = (),
    is_new: bool = False,
    is_asked: bool = True,
    fields: Sequence[CustomField] | None = None,
) -> dict[str, Any]:  # Any: JSON values
    """What the record holds after `given` was typed into its fields: checked, with running numbers and formulas worked out.

    `facts` are the record's own facts as they will be, `changed` those of them that this change touches: a rule that says
    what is needed is asked only where this change touches the field or what its rule speaks of. Whoever changes many records asks
    once for the `fields`. Where nobody was asked for them (a sentence, an answer from the web), what is needed shows as a gap
    instead of losing the record. Raises ValidationError by key.
    """
    fields = own_fields(kind) if fields is None else fields
    if not fields and not given:
        return dict(was)
    fields = [one for one in fields if fits(one, facts)]
    custom = {**was, **read_values(by, kind, fields, was, given)}
    touched = {*given, *changed}
    asked = [one for one in fields if not (is_new and one.type == Type.FILE)]  # a file hangs on a record that is there
    if is_asked:
        _check_needs(by, kind, asked, {**facts, **custom}, None if is_new else touched)
    return settled(fields, facts, first_numbered(fields, custom) if is_new else custom)


def first_numbered(fields: Sequence[CustomField], custom: Custom) -> dict[str, Any]:  # Any: JSON values
    """The values of a new record with its running numbers."""
    waiting = [one for one in fields if one.type == Type.SERIAL and one.key not in custom]
    return {**custom, **{one.key: next_number(one) for one in waiting}}


def numbered(fields: Sequence[CustomField], count: int) -> dict[str, list[str]]:
    """Running numbers for so many new records, by key of the field."""
    return {one.key: next_numbers(one, count) for one in fields if one.type == Type.SERIAL and count}


def rolled(
    fields: Sequence[CustomField], records: Mapping[int, Custom]
) -> dict[int, dict[str, Any]]:  # Any: JSON values
    """The values of many records with roll-ups asked anew."""
    found = rolled_up(fields, list(records))
    return {number: {**custom, **found.get(number, {})} for number, custom in records.items()}


def settled(fields: Sequence[CustomField], facts: Facts, custom: Custom) -> dict[str, Any]:  # Any: JSON values
    """The values with formulas worked out anew, without empty ones."""
    return {key: value for key, value in {**custom, **worked_out(fields, facts, custom)}.items() if value is not None}


def read_values(
    by: Person, kind: str, fields: Collection[CustomField], was: Custom, given: Mapping[str, Any]
) -> dict[str, Any]:  # Any: JSON values
    """What was typed, checked: values to store by key. Raises ValidationError by key, for unknown and hidden fields alike."""
    closed = closed_keys(by, kind, fields)
    known = {one.key: one for one in fields if one.key not in closed}
    writable = writable_keys(by, kind, fields)
    read: dict[str, Any] = {}  # Any: as above
    errors: dict[str, str] = {}
    for key, raw in given.items():
        try:
            if key not in known:
                raise ValidationError(_("Unknown field: %(name)s") % {"name": key})
            if key not in writable and not known[key].is_worked_out:
                raise ValidationError(_("Your role may not change: %(fields)s") % {"fields": known[key].label})
            read[key] = read_value(known[key], raw, by=by, was=was.get(key))
        except ValidationError as error:
            errors[key] = error.messages[0]
    if errors:
        raise ValidationError(errors)
    return read


def _check_needs(by: Person, kind: str, fields: Sequence[CustomField], values: Facts, touched: set[str] | None) -> None:
    """Raises ValidationError by key where something needed is empty. Nobody is asked for what they may not type, nor by a rule about what they may not see: a refusal would tell of it.
    `touched` of None asks for everything."""
    writable, closed = writable_keys(by, kind, fields), closed_keys(by, kind, fields)
    missing = {}
    values = {**values, **{one.key: one.meant(values.get(one.key)) for one in fields if one.dictionary_id}}
    for one in fields:
        spoken_of = {one.key, *([one.required_when["field"]] if one.required_when else [])}
        if not closed.isdisjoint(spoken_of) and not one.is_required:
            continue
        is_asked = touched is None or bool(spoken_of & touched)
        if is_asked and one.key in writable and values.get(one.key) is None and is_needed(one, values):
            missing[one.key] = _("“%(field)s” is needed here.") % {"field": one.label}
    if missing:
        raise ValidationError(missing)


def told_values(fields: Collection[CustomField], custom: Custom, keys: Collection[str]) -> dict[str, Any]:  # Any: JSON
    """What the journal keeps of the values of `keys`: the value with the words it had, so that it stays readable when the
    field is long gone."""
    known = {one.key: one for one in fields}
    names = names_in(None, [known[key] for key in keys if key in known], [custom])
    return {
        key: {
            "label": known[key].label,
            "value": custom.get(key),
            "said": shown(known[key], custom.get(key), names),
        }
        for key in keys
        if key in known
    }


def keep_values(
    *, kind: str, records: Mapping[int, tuple[Custom, Custom]], fields: Sequence[CustomField] | None = None
) -> None:
    """Write the rows by which lists filter and sort, for many records: (before, after) of each. In the caller's transaction."""
    differing = {number: pair for number, pair in records.items() if pair[0] != pair[1]}
    if not differing:
        return
    fields = own_fields(kind) if fields is None else fields
    rows: list[FieldValue] = []
    for one in fields:
        changed = [pk for pk, pair in differing.items() if _differs(pair[0].get(one.key), pair[1].get(one.key))]
        old = [pk for pk in changed if differing[pk][0].get(one.key) is not None]
        if old:
            FieldValue.objects.filter(field=one, record_id__in=old).delete()
        for pk in changed:
            for place, columns in enumerate(as_row(one, differing[pk][1].get(one.key))):
                rows.append(FieldValue(field=one, record_id=pk, place=place, **columns))
    if rows:
        insert_rows(FieldValue, rows)


def _differs(before: Any, after: Any) -> bool:  # Any: JSON values
    """Python takes 1 and true for the same; a formula that changed its type does not."""
    return before != after or type(before) is not type(after)


def forget_values(*, kind: str, records: Collection[int]) -> None:
    """The records are gone for good."""
    FieldValue.objects.filter(field__in=CustomField.objects.filter(kind=kind), record_id__in=records).delete()
