"""From JSON to a checked tree. Whatever comes in, nothing but BadFilter comes out of here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.filters.errors import BadFilter, TooLarge, UnknownField, UnknownOperator, shown
from tongxin.base.filters.fields import FilterField
from tongxin.base.filters.values import Value, read_value

VERSION = 1
DEEPEST = 8
MOST = 50
MOST_HOPS = 2


@dataclass(frozen=True)
class Test:
    """One condition on one field. `raw` is the value as it came, for writing the filter down again.

    Of a related field `inside` holds the conditions on its rows, and there is no value.
    """

    field: FilterField
    op: str
    value: Value
    raw: Any  # Any: JSON
    inside: "Node | None" = None


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
        self.hidden = hidden
        self.fields = self._known(fields)
        self.hops = 0
        self.count = 0

    def _known(self, fields: Iterable[FilterField]) -> dict[str, FilterField]:
        return {field.key: field for field in fields if not field.is_hidden(self.hidden)}

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
            return self.test(data, place, depth)
        raise BadFilter(place, _("A condition is an object with “field”, “and”, “or” or “not”."))

    def group(self, data: Mapping[str, Any], joint: str, place: str, depth: int) -> Group:  # Any: JSON
        inside = _inside(place, joint)
        if not isinstance(data[joint], list):
            raise BadFilter(inside, _("Here belongs a list of conditions."))
        return Group(joint, tuple(self.node(part, f"{inside}[{at}]", depth + 1) for at, part in enumerate(data[joint])))

    def test(self, data: Mapping[str, Any], place: str, depth: int) -> Test:  # Any: JSON
        key, op, raw = data["field"], data.get("op", "eq"), data.get("value")
        field = self.fields.get(key) if isinstance(key, str) else None
        if field is None:
            raise UnknownField(_inside(place, "field"), key)
        if not isinstance(op, str) or op not in field.operators:
            words = {"op": shown(op), "field": field.label, "ops": ", ".join(field.operators)}
            raise UnknownOperator(
                _inside(place, "op"), _("“%(op)s” can't be asked of %(field)s; possible: %(ops)s.") % words
            )
        inside = _inside(place, "value")
        if field.kind == "related":
            return Test(field, op, None, raw, self.related(field, raw, inside, depth))
        return Test(field, op, read_value(field, op, raw, inside), raw)

    def related(self, field: FilterField, raw: Any, place: str, depth: int) -> Node:  # Any: JSON
        """Conditions on the rows of a relation, which know only the fields of these rows. No value asks for any row."""
        if self.hops == MOST_HOPS:
            raise TooLarge(place, _("At most %(n)d relations one inside the other.") % {"n": MOST_HOPS})
        outer, self.fields, self.hops = self.fields, self._known(field.parts), self.hops + 1
        try:
            return self.node({"and": []} if raw is None else raw, place, depth + 1)
        finally:
            self.fields, self.hops = outer, self.hops - 1


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def read_filter(data: Any, fields: Iterable[FilterField], *, hidden: Collection[str] = ()) -> Node:  # Any: JSON
    """The filter as a checked tree. `hidden` are keys of fields which the reader may not see. Raises BadFilter."""
    if isinstance(data, Mapping) and data.get("v") is not True and data.get("v") == VERSION:
        return _Reader(fields, hidden).node(data, "", 1)
    raise BadFilter("v", _("This is not a filter of version %(version)d.") % {"version": VERSION})
