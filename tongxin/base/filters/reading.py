"""From JSON to a checked tree. Whatever comes in, nothing but BadFilter comes out of here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.filters.errors import BadFilter, TooLarge, UnknownField, UnknownOperator, shown
from tongxin.base.filters.fields import FilterField
from tongxin.base.filters.values import Value, read_value

VERSION = 1
DEEPEST = 5
MOST = 50


@dataclass(frozen=True)
class Test:
    """One condition on one field. `raw` is the value as it came, for writing the filter down again."""

    field: FilterField
    op: str
    value: Value
    raw: Any  # Any: JSON


@dataclass(frozen=True)
class Group:
    """All of its parts (`and`) or any of them (`or`). Nothing in it means everything, and nothing, respectively."""

    joint: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The contrary."""

    part: "Node"


Node = Test | Group | Not


class _Reader:
    """Reads one filter and counts its parts."""

    def __init__(self, fields: Iterable[FilterField], hidden: Collection[str]) -> None:
        self.fields = {field.key: field for field in fields if field.key not in hidden}
        self.count = 0

    def node(self, data: Any, place: str, depth: int) -> Node:  # Any: JSON
        self.count += 1
        if depth > DEEPEST or self.count > MOST:
            raise TooLarge(
                place,
                _("The filter is too large: at most %(n)d conditions, %(deep)d deep.") % {"n": MOST, "deep": DEEPEST},
            )
        if not isinstance(data, Mapping):
            raise BadFilter(place, _("A condition is an object with “field”, “and”, “or” or “not”."))
        keys = {key for key in data if not (place == "" and key == "v")}
        if keys in ({"and"}, {"or"}):
            return self.group(data, keys.pop(), place, depth)
        if keys == {"not"}:
            return Not(self.node(data["not"], _inside(place, "not"), depth + 1))
        if "field" in keys and keys <= {"field", "op", "value"}:
            return self.test(data, place)
        raise BadFilter(place, _("A condition is an object with “field”, “and”, “or” or “not”."))

    def group(self, data: Mapping[str, Any], joint: str, place: str, depth: int) -> Group:  # Any: JSON
        inside = _inside(place, joint)
        if not isinstance(data[joint], list):
            raise BadFilter(inside, _("Here belongs a list of conditions."))
        return Group(joint, tuple(self.node(part, f"{inside}[{at}]", depth + 1) for at, part in enumerate(data[joint])))

    def test(self, data: Mapping[str, Any], place: str) -> Test:  # Any: JSON
        key, op, raw = data["field"], data.get("op", "eq"), data.get("value")
        field = self.fields.get(key) if isinstance(key, str) else None
        if field is None:
            raise UnknownField(_inside(place, "field"), key)
        if not isinstance(op, str) or op not in field.operators:
            words = {"op": shown(op), "field": field.label, "ops": ", ".join(field.operators)}
            raise UnknownOperator(
                _inside(place, "op"), _("“%(op)s” can't be asked of %(field)s; possible: %(ops)s.") % words
            )
        return Test(field, op, read_value(field, op, raw, _inside(place, "value")), raw)


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def read_filter(data: Any, fields: Iterable[FilterField], *, hidden: Collection[str] = ()) -> Node:  # Any: JSON
    """The filter as a checked tree. `hidden` are keys of fields which the reader may not see. Raises BadFilter."""
    if isinstance(data, Mapping) and data.get("v") is not True and data.get("v") == VERSION:
        return _Reader(fields, hidden).node(data, "", 1)
    raise BadFilter("v", _("This is not a filter of version %(version)d.") % {"version": VERSION})
