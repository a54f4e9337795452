"""A filter in words: as a sentence, and as the chips of a filter bar."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from tongxin.base.filters.fields import NUMBERED, FilterField
from tongxin.base.filters.reading import Group, Node, Not, Test, read_filter
from tongxin.base.filters.values import Scalar
from tongxin.base.lazy import LazyText

SAID: dict[str, LazyText] = {
    "eq": pgettext_lazy("filter", "%(field)s is %(value)s"),
    "ne": pgettext_lazy("filter", "%(field)s is not %(value)s"),
    "in": pgettext_lazy("filter", "%(field)s is one of %(value)s"),
    "contains": pgettext_lazy("filter", "%(field)s contains %(value)s"),
    "starts": pgettext_lazy("filter", "%(field)s begins with %(value)s"),
    "empty": pgettext_lazy("filter", "%(field)s is empty"),
    "filled": pgettext_lazy("filter", "%(field)s is filled in"),
    "lt": pgettext_lazy("filter", "%(field)s is below %(value)s"),
    "le": pgettext_lazy("filter", "%(field)s is at most %(value)s"),
    "gt": pgettext_lazy("filter", "%(field)s is above %(value)s"),
    "ge": pgettext_lazy("filter", "%(field)s is at least %(value)s"),
    "between": pgettext_lazy("filter", "%(field)s is from %(low)s to %(high)s"),
    "today": pgettext_lazy("filter", "%(field)s is today"),
    "this_week": pgettext_lazy("filter", "%(field)s is this week"),
    "this_month": pgettext_lazy("filter", "%(field)s is this month"),
    "yesterday": pgettext_lazy("filter", "%(field)s is yesterday"),
    "tomorrow": pgettext_lazy("filter", "%(field)s is tomorrow"),
    "last_week": pgettext_lazy("filter", "%(field)s is last week"),
    "next_week": pgettext_lazy("filter", "%(field)s is next week"),
    "last_month": pgettext_lazy("filter", "%(field)s is last month"),
    "next_month": pgettext_lazy("filter", "%(field)s is next month"),
    "this_quarter": pgettext_lazy("filter", "%(field)s is this quarter"),
    "last_quarter": pgettext_lazy("filter", "%(field)s is last quarter"),
    "this_year": pgettext_lazy("filter", "%(field)s is this year"),
    "last_year": pgettext_lazy("filter", "%(field)s is last year"),
    "before_today": pgettext_lazy("filter", "%(field)s is before today"),
    "after_today": pgettext_lazy("filter", "%(field)s is after today"),
    "past": pgettext_lazy("filter", "%(field)s has passed"),
    "ahead": pgettext_lazy("filter", "%(field)s is still to come"),
    "last_n_days": pgettext_lazy("filter", "%(field)s is in the last %(value)s days"),
    "next_n_days": pgettext_lazy("filter", "%(field)s is in the next %(value)s days"),
    "older_than_days": pgettext_lazy("filter", "%(field)s is more than %(value)s days ago"),
    "mine": pgettext_lazy("filter", "%(field)s is me"),
    "has": pgettext_lazy("filter", "has %(field)s"),
    "has_no": pgettext_lazy("filter", "has no %(field)s"),
    "my_team": pgettext_lazy("filter", "%(field)s is me or someone under me"),
}
# Days stand before and after, they are not below and above.
_SAID_OF_DAYS: dict[str, LazyText] = {
    "lt": pgettext_lazy("filter", "%(field)s is before %(value)s"),
    "le": pgettext_lazy("filter", "%(field)s is not after %(value)s"),
    "gt": pgettext_lazy("filter", "%(field)s is after %(value)s"),
    "ge": pgettext_lazy("filter", "%(field)s is not before %(value)s"),
}
_WHERE: dict[str, LazyText] = {
    "has": pgettext_lazy("filter", "has %(field)s where %(value)s"),
    "has_no": pgettext_lazy("filter", "has no %(field)s where %(value)s"),
}
_SAID_OF_YES: LazyText = pgettext_lazy("filter", "%(field)s: %(value)s")
_EVERYTHING = pgettext_lazy("filter", "everything")
_NOTHING = pgettext_lazy("filter", "nothing")


@dataclass(frozen=True)
class Chip:
    """One condition of the bar: what it says, and the filter without it."""

    said: str
    without: dict[str, Any]  # Any: JSON


def sentence(data: Any, fields: Iterable[FilterField], *, hidden: Collection[str] = ()) -> str:  # Any: JSON
    """The filter in the reader's language. Raises BadFilter."""
    return _said(read_filter(data, fields, hidden=hidden))


def chips(data: Any, fields: Iterable[FilterField], *, hidden: Collection[str] = ()) -> list[Chip]:  # Any: JSON
    """The conditions that all must hold, each with the filter that remains without it. Raises BadFilter."""
    node = read_filter(data, fields, hidden=hidden)
    if not isinstance(node, Group) or node.joint != "and":
        return [Chip(_said(node), {"v": data["v"], "and": []})]
    given = data["and"]
    return [
        Chip(_said(part), {"v": data["v"], "and": [*given[:at], *given[at + 1 :]]})
        for at, part in enumerate(node.parts)
    ]


def _said(node: Node, *, inside: bool = False) -> str:
    if isinstance(node, Not):
        return pgettext("filter", "not (%(part)s)") % {"part": _said(node.part)}
    if isinstance(node, Test):
        return _test(node)
    if not node.parts:
        return str(_EVERYTHING if node.joint == "and" else _NOTHING)
    joint = pgettext("filter", " and ") if node.joint == "and" else pgettext("filter", " or ")
    text = joint.join(_said(part, inside=True) for part in node.parts)
    return pgettext("filter", "(%(part)s)") % {"part": text} if inside and len(node.parts) > 1 else text


def _test(test: Test) -> str:
    if test.inside is not None:
        return _related(test, test.inside)
    said = test.field.said.get(test.op)
    if said is None and test.field.kind in ("date", "datetime"):
        said = _SAID_OF_DAYS.get(test.op)
    if said is None and test.field.kind == "bool":
        said = _SAID_OF_YES
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    names = _names(test.field, [value for value in values if value is not None])
    shown = (
        {"low": names[0], "high": names[1]}
        if test.op == "between"
        else {"value": pgettext("list of values", ", ").join(names)}
    )
    return str(said or SAID[test.op]) % {"field": test.field.label, **shown}


def _related(test: Test, inside: Node) -> str:
    if isinstance(inside, Group) and inside.joint == "and" and not inside.parts:
        return str(SAID[test.op]) % {"field": test.field.label}
    return str(_WHERE[test.op]) % {"field": test.field.label, "value": _said(inside, inside=True)}


def _names(field: FilterField, values: list[Scalar]) -> list[str]:
    if field.kind in NUMBERED:
        numbers = [value for value in values if isinstance(value, int)]
        named = field.named(numbers) if field.named else {}
        return [named.get(number, f"#{number}") for number in numbers]
    return [_name(field, value) for value in values]


def _name(field: FilterField, value: Scalar) -> str:
    if isinstance(value, bool):
        return pgettext("filter", "yes") if value else pgettext("filter", "no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value / 10**field.minor_digits:,.15g}" if field.minor_digits else f"{value:,}"
    return str(field.choices.get(value, value))
