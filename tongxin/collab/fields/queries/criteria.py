"""Fields of the firm in lists: filtered, sorted and shown by their narrow rows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.base.filters.fields import Kind
from tongxin.base.money import Money
from tongxin.base.registries import Criteria, ListColumn
from tongxin.base.subjects import Subject
from tongxin.collab.fields.models import CustomField, FieldValue, Type
from tongxin.collab.fields.queries.open_fields import open_fields
from tongxin.collab.fields.values.reading import stored_money
from tongxin.collab.fields.values.showing import Names, names_in, shown
from tongxin.collab.people.models import Person

_KINDS: dict[str, tuple[Kind, str]] = {
    Type.TEXT: ("text", "text"),
    Type.LONG: ("text", "text"),
    Type.SERIAL: ("text", "text"),
    Type.NUMBER: ("number", "number"),
    Type.MONEY: ("money", "number"),
    Type.DATE: ("date", "day"),
    Type.CHOICE: ("choice", "text"),
    Type.CHOICES: ("choice", "text"),
    Type.YES_NO: ("bool", "number"),
    Type.PERSON: ("person", "number"),
    Type.PARTY: ("relation", "number"),
}
_LONG_OPS = ("starts", "empty", "filled")
_FIGURES = (Type.NUMBER, Type.MONEY)


def own_criteria(kind: str) -> Criteria:
    """What lists of `kind` can be asked about the firm's own fields. The room of the records registers it."""
    return Criteria(
        subject=kind,
        label=_("Fields of the firm"),
        fields=lambda person: list_fields(person, kind),
        orders=lambda person: list_orders(person, kind),
        columns=lambda person: list_columns(person, kind),
        order=40,
    )


def _rows(number: int) -> QuerySet[FieldValue]:
    return FieldValue.objects.filter(field_id=number)


def _kept(field: CustomField) -> Kept:
    return Kept(rows=partial(_rows, field.pk), link="record_id")


def _people(ids: Collection[int]) -> Mapping[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def _parties(person: Any, field: CustomField) -> Callable[[Collection[int]], Mapping[int, str]]:  # Any: the reader
    def named(ids: Collection[int]) -> Mapping[int, str]:
        values = [{field.key: f"party:{number}"} for number in ids]
        found = names_in(person, [field], values).subjects
        return {Subject.parse(text).id: name for text, name in found.items()}

    return named


def list_fields(person: Any, kind: str) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """By which of the firm's fields this person may filter."""
    return [_filter_field(person, one) for one in open_fields(person, kind) if one.holds in _KINDS]


def _filter_field(person: Any, field: CustomField) -> FilterField:  # Any: as above
    of, path = _KINDS[field.holds]
    named = _people if of == "person" else _parties(person, field) if of == "relation" else None
    return FilterField(
        key=field.key,
        label=field.label,
        kind=of,
        path=path,
        kept=_kept(field),
        choices=field.labels,
        ops=_LONG_OPS if field.holds == Type.LONG else (),
        named=named,
        groups=field.holds in (Type.CHOICE, Type.YES_NO),
    )


def list_orders(person: Any, kind: str) -> list[SortField]:  # Any: as above
    """By which of the firm's fields this person may sort: those that hold one value with an order of its own."""
    sortable = (Type.TEXT, Type.SERIAL, Type.NUMBER, Type.MONEY, Type.DATE, Type.CHOICE, Type.YES_NO)
    return [
        SortField(key=one.key, label=one.label, path=_KINDS[one.holds][1], kept=_kept(one))
        for one in open_fields(person, kind)
        if one.holds in sortable
    ]


def list_columns(person: Any, kind: str) -> list[ListColumn]:  # Any: as above
    """Which of the firm's fields this person may show in a list."""
    fields = open_fields(person, kind)
    sortable = {order.key for order in list_orders(person, kind)}
    return [
        ListColumn(
            key=one.key,
            label=one.label,
            cells=partial(cells, person, one),
            sort=one.key if one.key in sortable else "",
            is_figure=one.holds in _FIGURES,
        )
        for one in fields
        if one.holds in _KINDS
    ]


def cells(person: Any, field: CustomField, ids: Sequence[int]) -> dict[int, str]:  # Any: as above
    """The words of one field for a page of records."""
    found: dict[int, list[FieldValue]] = defaultdict(list)
    for row in FieldValue.objects.filter(field=field, record_id__in=ids).order_by("place"):
        found[row.record_id].append(row)
    values = {number: _stored(field, rows) for number, rows in found.items()}
    names: Names = names_in(person, [field], [{field.key: value} for value in values.values()])
    return {number: shown(field, value, names) for number, value in values.items()}


def _stored(field: CustomField, rows: Sequence[FieldValue]) -> Any:  # Any: JSON values
    """The contrary of `as_row`."""
    first, kind = rows[0], field.holds
    if kind == Type.CHOICES:
        return [row.text for row in rows]
    if kind == Type.DATE:
        return first.day.isoformat() if first.day else None
    if first.number is None:
        return first.text
    if kind == Type.MONEY:
        return stored_money(Money.of(str(round(first.number, 4)).removesuffix(".0"), field.currency))
    if kind == Type.YES_NO:
        return bool(first.number)
    if kind == Type.PARTY:
        return str(Subject("party", int(first.number)))
    return int(first.number) if first.number == int(first.number) else first.number
