"""A filter while somebody builds it on screen: a tree of lines, finished or not, between a form and the language's JSON."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from tongxin.base.filters.errors import BadFilter
from tongxin.base.filters.fields import FilterField
from tongxin.base.filters.reading import DEEPEST, MOST, VERSION
from tongxin.base.filters.spans import COUNTED
from tongxin.base.filters.values import WITHOUT_VALUE

_NAME = re.compile(r"c((?:\d{1,2}(?:\.\d{1,2}){0,9})?):(field|op|value|joint|not)")


@dataclass(kw_only=True)
class Line:
    """One condition (`key` names its field) or a group (`joint` is "and" or "or"). Of a relation, `lines` and `joint` speak of its rows.

    `at` is where it stands, "0.2" the third in the first; `values` are texts as typed; `error` what is wrong with it.
    """

    key: str = ""
    op: str = ""
    values: list[str] = field(default_factory=list)
    joint: str = ""
    is_not: bool = False
    lines: list["Line"] = field(default_factory=list)
    at: str = ""
    error: str = ""

    @property
    def is_group(self) -> bool:
        """Whether it holds conditions and asks nothing of its own."""
        return not self.key and bool(self.joint)

    @property
    def counts(self) -> bool:
        """Whether something was chosen here."""
        return any(line.key for line in self.walk())

    def walk(self) -> Iterator["Line"]:
        """This line and all in it."""
        yield self
        for line in self.lines:
            yield from line.walk()


def draft_of(data: Mapping[str, Any]) -> Line:  # Any: JSON
    """The lines of a filter that was read before."""
    node = {key: value for key, value in data.items() if key != "v"}
    root = _line(node)
    if not root.is_group or root.is_not:
        root = Line(joint="and", lines=[root])
    return _numbered(root)


def _line(node: Mapping[str, Any]) -> Line:  # Any: JSON
    if "not" in node:
        inner = _line(node["not"])
        return replace(inner, is_not=True) if inner.is_group and not inner.is_not else _denied(inner)
    for joint in ("and", "or"):
        if joint in node:
            return Line(joint=joint, lines=[_line(part) for part in node[joint]])
    value, line = node.get("value"), Line(key=node["field"], op=node.get("op", "eq"))
    if isinstance(value, Mapping):
        inner = _line(value)
        inner = inner if inner.is_group and not inner.is_not else Line(joint="and", lines=[inner])
        return replace(line, joint=inner.joint, lines=inner.lines)
    values = value if isinstance(value, list) else [] if value is None else [value]
    return replace(line, values=[str(one).lower() if isinstance(one, bool) else str(one) for one in values])


def _denied(inner: Line) -> Line:
    return Line(joint="and", is_not=True, lines=[inner])


def _numbered(line: Line, at: str = "") -> Line:
    line.at = at
    for place, inner in enumerate(line.lines):
        _numbered(inner, f"{at}.{place}" if at else str(place))
    return line


def draft_from(form: QueryDict) -> Line:
    """The lines of a form as it was sent. What can't stand in a filter is left out."""
    found: dict[str, Line] = {}
    for name, values in form.lists():
        match = _NAME.fullmatch(name)
        if match is None or match[1].count(".") >= DEEPEST - 1 or (match[1] not in found and len(found) > MOST):
            continue
        line = found.setdefault(match[1], Line(at=match[1]))
        _take(line, match[2], [str(value) for value in values])
    root = found.setdefault("", Line())
    root.joint = root.joint or "and"
    for at in sorted(found, key=lambda at: [int(part) for part in at.split(".") if part]):
        if at and (outer := found.get(at.rpartition(".")[0])) is not None:
            outer.lines.append(found[at])
    return _numbered(root)


def _take(line: Line, name: str, values: list[str]) -> None:
    if name == "value":
        line.values = [value.strip() for value in values]
    elif name == "not":
        line.is_not = values[-1] == "1"
    elif name == "joint":
        line.joint = values[-1] if values[-1] in ("and", "or") else "and"
    elif name == "field":
        line.key = values[-1]
    else:
        line.op = values[-1]


def change(root: Line, deed: str) -> Line:
    """The draft after a button: `add:AT`, `group:AT`, `drop:AT`. Anything else changes nothing."""
    verb, _colon, at = deed.partition(":")
    line = next((one for one in root.walk() if one.at == at), None)
    if line is None:
        return root
    if verb == "add":
        line.lines.append(Line())
    elif verb == "group":
        line.lines.append(Line(joint="or" if line.joint == "and" else "and", lines=[Line()]))
    elif verb == "drop" and at:
        for outer in root.walk():
            outer.lines = [one for one in outer.lines if one is not line]
    return _numbered(root)


def fitted(root: Line, fields: Iterable[FilterField]) -> Line:
    """The draft with operators that fit their fields: somebody may just have chosen another field."""
    known = {one.key: one for one in fields}
    for line in root.lines:
        if line.is_group:
            fitted(line, known.values())
            continue
        asked = known.get(line.key)
        if asked is None:
            line.key, line.op, line.values, line.joint, line.lines = "", "", [], "", []
            continue
        if line.op not in asked.operators:
            line.op, line.values = asked.operators[0], []
        if asked.kind != "related":
            line.joint, line.lines = "", []
            continue
        line.joint, line.lines = line.joint or "and", line.lines or [Line()]
        fitted(line, asked.parts)
    return _numbered(root, root.at)


def data_of(root: Line) -> dict[str, Any]:  # Any: JSON
    """The draft as JSON of the language; lines in which nothing was chosen are left out. Still to be read."""
    return {"v": VERSION, **_node(root, "", {})}


def blame(root: Line, error: BadFilter) -> None:
    """Write what is wrong with `data_of(root)` to the line where it stands."""
    found: dict[str, Line] = {}
    _node(root, "", found)
    place = max((place for place in found if error.place.startswith(place)), key=len)
    found[place].error = error.text


def _node(line: Line, place: str, found: dict[str, Line]) -> dict[str, Any]:  # Any: JSON
    found[place] = line
    if line.is_group:
        inside = f"{place}.not" if line.is_not and place else "not" if line.is_not else place
        group = _group(line, inside, found)
        return {"not": group} if line.is_not else group
    node: dict[str, Any] = {"field": line.key, "op": line.op}  # Any: JSON
    if line.joint:
        group = _group(line, f"{place}.value", found)
        return {**node, "value": group} if group[line.joint] else node
    value = _value(line)
    return node if value is None else {**node, "value": value}


def _group(line: Line, place: str, found: dict[str, Line]) -> dict[str, Any]:  # Any: JSON
    inside = f"{place}.{line.joint}" if place else line.joint
    counting = [one for one in line.lines if one.counts]
    return {line.joint: [_node(one, f"{inside}[{at}]", found) for at, one in enumerate(counting)]}


def _value(line: Line) -> Any:  # Any: JSON
    if line.op in WITHOUT_VALUE:
        return None
    if line.op == "between":
        return line.values[:2]
    values = [value for value in line.values if value]
    if line.op == "in":
        return values
    first = values[0] if values else ""
    return int(first) if line.op in COUNTED and first.isascii() and first.isdigit() else first
