"""Fields of the firm in lists: filtered, sorted and shown by their narrow rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.base.filters.fields import Kind
from tongxin.base.money import Money, format_money
from tongxin.base.registries import Criteria, ListColumn, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.fields.models import CustomField, FieldValue, Type
from tongxin.collab.fields.queries.open_fields import open_fields
from tongxin.collab.fields.queries.reading import texts_of
from tongxin.collab.fields.values.showing import names_in
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
    Type.FILE: ("relation", "number"),
}
_LONG_OPS = ("starts", "empty", "filled")
_FILE_OPS = ("empty", "filled")
_FIGURES = (Type.NUMBER, Type.MONEY)


Load = Callable[[Sequence[int]], Mapping[int, Mapping[str, Any]]]  # Any: JSON values of the records of these numbers


def own_criteria(kind: str, load: Load, listed: str = "", part: str = "") -> Criteria:
    """What lists of `kind` can be asked about the firm's own fields. The room of the records registers it; `load` answers the
    JSON of some records. `listed` names the list where that is not called like the kind; it then has the fields confined to `part` alone."""
    return Criteria(
        subject=listed or kind,
        label=_("Custom fields"),
        fields=lambda person: list_fields(person, kind, part),
        orders=lambda person: list_orders(person, kind, part),
        columns=lambda person: list_columns(person, kind, load, part),
        order=40,
    )


def _rows(number: int) -> QuerySet[FieldValue]:
    return FieldValue.objects.filter(field_id=number)


# Up to so many the database finds first; measured at a million customers: docs/decisions/0018.
_FEW = 5_000


def _kept(field: CustomField) -> Kept:
    return Kept(rows=partial(_rows, field.pk), link="record_id", few=_FEW)


def _people(ids: Collection[int]) -> Mapping[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def _parties(person: Any, field: CustomField) -> Callable[[Collection[int]], Mapping[int, str]]:  # Any: the reader
    def named(ids: Collection[int]) -> Mapping[int, str]:
        values = [{field.key: f"party:{number}"} for number in ids]
        found = names_in(person, [field], values).subjects
        return {Subject.parse(text).id: name for text, name in found.items()}

    return named


def _confined(person: Any, kind: str, part: str) -> list[CustomField]:  # Any: the reader
    fields = open_fields(person, kind)
    return [one for one in fields if one.only_for == part] if part else fields


def list_fields(person: Any, kind: str, part: str = "") -> list[FilterField]:  # Any: also takes Django's anonymous user
    """By which of the firm's fields this person may filter."""
    return [_filter_field(person, one) for one in _confined(person, kind, part) if one.holds in _KINDS]


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
        alike=_alike(field),
        ops=_LONG_OPS if field.holds == Type.LONG else _FILE_OPS if field.holds == Type.FILE else (),
        named=named,
        groups=field.holds in (Type.CHOICE, Type.YES_NO),
    )


def _numbers_of(value: str) -> list[str]:
    known_as = subject_kinds.get("party").known_as
    return [str(number) for number in known_as(int(value))] if known_as is not None else [value]


def _alike(field: CustomField) -> Callable[[str], Collection[str]] | None:
    """Choices that were merged are asked for together, and so are all numbers of customers that became one."""
    if field.holds == Type.PARTY:
        return _numbers_of
    merged = field.merged
    if not merged:
        return None
    means = {key: into for key, _label, into in merged}

    def same(value: str) -> list[str]:
        wanted = means.get(value, value)
        return [wanted, *(key for key, into in means.items() if into == wanted)]

    return same


def list_orders(person: Any, kind: str, part: str = "") -> list[SortField]:  # Any: as above
    """By which of the firm's fields this person may sort: those that hold one value with an order of its own."""
    sortable = (Type.TEXT, Type.SERIAL, Type.NUMBER, Type.MONEY, Type.DATE, Type.CHOICE, Type.YES_NO)
    return [
        SortField(key=one.key, label=one.label, path=_KINDS[one.holds][1], kept=_kept(one))
        for one in _confined(person, kind, part)
        if one.holds in sortable
    ]


def list_columns(person: Any, kind: str, load: Load, part: str = "") -> list[ListColumn]:  # Any: as above
    """Which of the firm's fields this person may show in a list. All of them share one look at the records of a page."""
    fields = [one for one in _confined(person, kind, part) if one.holds in _KINDS]
    sortable = {order.key for order in list_orders(person, kind, part)} if fields else set()
    page = _Page(person, fields, load)
    return [
        ListColumn(
            key=one.key,
            label=one.label,
            cells=partial(page.cells, one.key),
            sort=one.key if one.key in sortable else "",
            is_figure=one.holds in _FIGURES,
            adds=partial(_sum, one) if one.holds == Type.NUMBER or one.type == Type.MONEY else None,
        )
        for one in fields
    ]


def _sum(field: CustomField, ids: "QuerySet[Any]") -> str:  # Any: any model
    """What a field adds up to. Amounts that are worked out may be of several currencies, so only typed ones are added."""
    total = FieldValue.objects.filter(field=field.pk, record_id__in=ids).aggregate(total=Sum("number"))["total"]
    if total is None:
        return ""
    # No currency has more decimals than three, and no number of a field more than six.
    if field.type == Type.MONEY:
        return format_money(Money.of(_plain(total, 3), field.currency), get_language() or "")
    whole, _point, rest = _plain(total, 6).partition(".")
    return f"{int(whole):,}.{rest}" if rest else f"{int(whole):,}"


def _plain(number: float, decimals: int) -> str:
    """Without noise of the sum, and without noughts at its end."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")


class _Page:
    """The words of the records of one page, looked up when the first column asks."""

    def __init__(self, person: Any, fields: Sequence[CustomField], load: Load) -> None:  # Any: as above
        self.person, self.fields, self.load = person, fields, load
        self.ids: tuple[int, ...] = ()
        self.texts: dict[int, dict[str, str]] = {}

    def cells(self, key: str, ids: Sequence[int]) -> dict[int, str]:
        """The words of one field by record; records without a value are absent."""
        if tuple(ids) != self.ids:
            self.ids, self.texts = tuple(ids), texts_of(self.person, self.fields, self.load(ids))
        return {number: texts[key] for number, texts in self.texts.items() if texts[key]}
