"""Conditions of a flow, as one builds and says them: the filter language of lists on screen, the formulas of the house in the flow."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.filters import BadFilter, FilterField, Group, Not, read_filter, sentence
from tongxin.base.filters import Node as Asked
from tongxin.base.filters import Test as Asking
from tongxin.base.filters.showing import Headed
from tongxin.base.formulas import Fault, Node, read_formula, renamed
from tongxin.base.formulas.tree import Binary, Call, Literal, Name, Unary
from tongxin.base.lazy import LazyText
from tongxin.base.registries.approval_kinds import ApprovalKind
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.people.models import Person

_SIZES = ("lt", "le", "gt", "ge", "eq", "between")
_SIGNS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_WORDS = {sign: word for word, sign in _SIGNS.items()}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "<>": "<>"}
_OPS = {
    "number": ("ge", "gt", "le", "lt", "eq", "ne", "between", "in", "empty", "filled"),
    "date": ("eq", "ne", "lt", "le", "gt", "ge", "between", "empty", "filled"),
    "text": ("eq", "ne", "in", "contains", "starts", "empty", "filled"),
    "choice": ("eq", "ne", "in", "empty", "filled"),
    "person": ("eq", "ne", "in", "empty", "filled"),
    "bool": ("eq",),
}
# Two numbers compared: one in percent of the other, one minus the other.
_PERCENT, _MINUS = "%", "-"
_MOST_COMPARED = 6


def labels_of(graph: Json, kind: ApprovalKind) -> dict[str, LazyText]:
    """What each fact is called."""
    return {**kind.labels, **{one["key"]: one["label"] for one in graph.get("form", [])}}


def asked_fields(graph: Json, kind: ApprovalKind) -> Headed:
    """What conditions of this flow may ask, with headings: fields of the form, what its kind knows, two numbers compared."""
    form = [_field(one["key"], one["label"], one["type"], one.get("choices", ())) for one in graph.get("form", [])]
    own = [_field(name, kind.labels.get(name, name), type) for name, type in kind.facts.items()]
    numbers = [one for one in (*form, *own) if one.kind == "number"][:_MOST_COMPARED]
    compared = [
        _compared(a, b, sign, label)
        for sign, label in ((_PERCENT, _("{a} in percent of {b}")), (_MINUS, _("{a} minus {b}")))
        for a, b in permutations(numbers, 2)
    ]
    headed = [(_("From the form"), form), (_("Known of every request"), own), (_("Two figures compared"), compared)]
    return [(label, fields) for label, fields in headed if fields]


def _compared(a: FilterField, b: FilterField, sign: str, label: LazyText) -> FilterField:
    said = format_lazy(label, a=a.label, b=b.label)
    return FilterField(key=f"{a.key}{sign}{b.key}", label=said, kind="number", path="compared", ops=_SIZES)


def _field(key: str, label: LazyText, type: str, choices: Any = ()) -> FilterField:  # Any: texts
    kind: Any = {"long": "text", "yes_no": "bool"}.get(type, type)  # Any: one of the kinds of fields
    more: dict[str, Any] = {}  # Any: further arguments
    if kind == "choice":
        more["choices"] = {one: one for one in choices}
    if kind == "person":
        more |= {"named": _names, "options": _people}
    return FilterField(key=key, label=label, kind=kind, path=key, ops=_OPS[kind], **more)


def _names(numbers: Any) -> dict[int, str]:  # Any: numbers of people
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name"))


def _people() -> dict[str, str]:
    return {str(pk): name for pk, name in Person.objects.active().by_name().values_list("pk", "name")}


def flat(headed: Headed) -> list[FilterField]:
    """All fields, without headings."""
    return [field for _label, fields in headed for field in fields]


# -- from what was built to a formula ------------------------------------------------------------------------------------


def formula_of(data: Json, fields: list[FilterField]) -> str:
    """The formula of conditions that were built. Raises BadFilter."""
    return _written(read_filter(data, fields), inside=False)


def _written(node: Asked, *, inside: bool) -> str:
    if isinstance(node, Not):
        return f"not ({_written(node.part, inside=False)})"
    if isinstance(node, Group):
        text = f" {node.joint} ".join(_written(part, inside=True) for part in node.parts)
        return f"({text})" if inside and len(node.parts) > 1 else text
    return _test(node)


def _test(node: Asking) -> str:
    name, op, raw = f"[{node.field.key}]", node.op, node.raw
    if op in ("empty", "filled"):
        return f"{name} {'=' if op == 'empty' else '<>'} empty"
    if op in ("contains", "starts"):
        return f"{op}({name}, {_literal(node.field, raw)})"
    if op == "in":
        each = " or ".join(_sized(node.field, "=", one) for one in raw)
        return f"({each})" if len(raw) > 1 else each
    if op == "between":
        return f"({_sized(node.field, '>=', raw[0])} and {_sized(node.field, '<=', raw[1])})"
    return _sized(node.field, _SIGNS[op], raw)


def _sized(field: FilterField, sign: str, raw: Any) -> str:  # Any: a JSON value
    for between in (_PERCENT, _MINUS):
        first, found, second = field.key.partition(between)
        if found and between == _PERCENT:
            return f"[{first}] * 100 {sign} [{second}] * {_number(raw)}"
        if found:
            return f"[{first}] - [{second}] {sign} {_number(raw)}"
    return f"[{field.key}] {sign} {_literal(field, raw)}"


def _number(raw: Any) -> str:  # Any: a JSON value
    return f"{Decimal(str(raw)).normalize():f}"


def _literal(field: FilterField, raw: Any) -> str:  # Any: a JSON value
    if field.kind in ("number", "person"):
        return _number(raw)
    if field.kind == "bool":
        return "true" if str(raw).lower() in ("true", "1") else "false"
    if field.kind == "date":
        day = date.fromisoformat(str(raw))
        return f"date({day.year}, {day.month}, {day.day})"
    return '"' + str(raw).replace('"', '""') + '"'


# -- and back ------------------------------------------------------------------------------------------------------------


def filter_of(text: str, fields: list[FilterField]) -> Json | None:
    """The conditions of a formula as the builder shows them, or nothing where it says what can't be built there."""
    if not text.strip():
        return {"v": 1, "and": []}
    try:
        node = _read(read_formula(text))
        data = node and {"v": 1, **(node if "and" in node or "or" in node else {"and": [node]})}
        if data:
            read_filter(data, fields)
    except (Fault, BadFilter):
        return None
    return data


def _read(node: Node) -> Json | None:
    if isinstance(node, Binary) and node.op in ("and", "or"):
        parts = [_read(node.left), _read(node.right)]
        if None in parts:
            return None
        flat_parts: list[Json] = []
        for part in parts:
            assert part is not None
            flat_parts += part[node.op] if set(part) == {node.op} else [part]
        return {node.op: flat_parts}
    if isinstance(node, Unary) and node.op == "not":
        part = _read(node.operand)
        return {"not": part} if part else None
    if isinstance(node, Binary):
        return _read_sized(node.op, node.left, node.right)
    if isinstance(node, Call) and node.name in ("contains", "starts") and len(node.arguments) == 2:
        name, what = node.arguments
        if isinstance(name, Name) and isinstance(what, Literal):
            return {"field": name.name, "op": node.name, "value": what.value}
    return None


def _read_sized(sign: str, left: Node, right: Node) -> Json | None:
    if sign not in _WORDS:
        return None
    if isinstance(left, Literal) and not isinstance(right, Literal):
        return _read_sized(_TURNED[sign], right, left)
    value = _value(right)
    if isinstance(left, Name) and isinstance(right, Literal) and right.value is None and sign in ("=", "<>"):
        return {"field": left.name, "op": "empty" if sign == "=" else "filled"}
    if isinstance(left, Name) and value is not None:
        return {"field": left.name, "op": _WORDS[sign], "value": value}
    if isinstance(left, Binary) and left.op == "-" and value is not None:
        if isinstance(left.left, Name) and isinstance(left.right, Name):
            return {"field": f"{left.left.name}-{left.right.name}", "op": _WORDS[sign], "value": value}
        return None
    return _read_percent(sign, left, right)


def _read_percent(sign: str, left: Node, right: Node) -> Json | None:
    """`[a] * 100 < [b] * 95`, or `[a] < [b] * 0.95`: a is below 95 % of b."""
    ours, theirs = _times(left), _times(right)
    if ours is None or theirs is None or not ours[1]:
        return None
    share = theirs[1] / ours[1] * 100
    return {"field": f"{ours[0]}%{theirs[0]}", "op": _WORDS[sign], "value": f"{share.normalize():f}"}


def _times(node: Node) -> tuple[str, Decimal] | None:
    if isinstance(node, Name):
        return node.name, Decimal(1)
    if isinstance(node, Binary) and node.op == "*" and isinstance(node.left, Name) and isinstance(node.right, Literal):
        value = node.right.value
        return (node.left.name, value) if isinstance(value, Decimal) else None
    return None


def _value(node: Node) -> str | bool | None:
    if isinstance(node, Literal) and node.value is not None:
        value = node.value
        if isinstance(value, bool):
            return value
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    if isinstance(node, Call) and node.name == "date":
        parts = [one.value for one in node.arguments if isinstance(one, Literal) and isinstance(one.value, Decimal)]
        if len(parts) == 3:
            return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    return None


# -- in words ------------------------------------------------------------------------------------------------------------

_NOT_SAID = pgettext_lazy("flow", "not said yet")


def said_condition(text: str, fields: list[FilterField], labels: Mapping[str, LazyText]) -> str:
    """A condition in the reader's language."""
    data = filter_of(text, fields)
    if data is not None and (data.get("and") or data.get("or")):
        return sentence(data, fields)
    if not text.strip():
        return str(_NOT_SAID)
    try:
        return renamed(text, {name: str(label) for name, label in labels.items()})
    except Fault:
        return text
