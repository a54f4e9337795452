"""A draft as the screen shows it: which fields and operators each line offers, and how its values are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import pgettext

from tongxin.base.filters.drafts import Line
from tongxin.base.filters.fields import NUMBERED, FilterField
from tongxin.base.filters.naming import operator_name
from tongxin.base.filters.reading import DEEPEST
from tongxin.base.filters.spans import COUNTED
from tongxin.base.filters.values import WITHOUT_VALUE
from tongxin.base.lazy import LazyText

Headed = Sequence[tuple[LazyText, Sequence[FilterField]]]


@dataclass(frozen=True)
class Option:
    """One entry to choose."""

    value: str
    shown: str
    is_chosen: bool


@dataclass(frozen=True)
class Box:
    """One thing to type into or choose from. `kind` is the input's type, or "select", "many"; `hints` are texts to offer."""

    kind: str
    value: str = ""
    options: Sequence[Option] = ()
    hints: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A line of the builder. `fields` are headed lists of options; a group has none."""

    line: Line
    name: str
    fields: Sequence[tuple[str, Sequence[Option]]] = ()
    ops: Sequence[Option] = ()
    boxes: Sequence[Box] = ()
    lines: Sequence["Shown"] = field(default_factory=list)
    may_nest: bool = False


def shown_draft(root: Line, headed: Headed) -> Shown:
    """The whole draft."""
    return _shown(root, headed, depth=1)


def _shown(line: Line, headed: Headed, *, depth: int) -> Shown:
    known = {one.key: one for _label, fields in headed for one in fields}
    asked = known.get(line.key)
    inside: Headed = [("", asked.parts)] if asked is not None and asked.kind == "related" else headed
    # A relation's conditions stand in a group of their own, and a group inside needs room for a condition.
    below = depth + (2 if asked is not None else 1)
    return Shown(
        line=line,
        name=f"c{line.at}",
        fields=[] if line.is_group else _fields(headed, line.key),
        ops=[Option(op, operator_name(asked, op), op == line.op) for op in asked.operators] if asked else (),
        boxes=_boxes(asked, line) if asked else (),
        lines=[_shown(one, inside, depth=below) for one in line.lines],
        may_nest=below + 1 <= DEEPEST,
    )


def _fields(headed: Headed, chosen: str) -> list[tuple[str, list[Option]]]:
    return [
        (str(label), [Option(one.key, str(one.label), one.key == chosen) for one in fields]) for label, fields in headed
    ]


def _boxes(asked: FilterField, line: Line) -> list[Box]:
    if asked.kind == "related" or line.op in WITHOUT_VALUE:
        return []
    values = line.values or [""]
    if line.op in COUNTED:
        return [Box("number", values[0])]
    if line.op == "between":
        return [Box(_type(asked), value) for value in [*values, ""][:2]]
    offered = _offered(asked)
    if offered is not None and asked.kind != "text":
        return [_choice(offered, values, is_many=line.op == "in")]
    if line.op == "in":
        return [*(Box(_type(asked), value, hints=list(offered or ())) for value in values if value), Box(_type(asked))]
    return [Box(_type(asked), values[0], hints=list(offered or ()))]


def _type(asked: FilterField) -> str:
    return {"date": "date", "datetime": "date", "number": "decimal", "money": "decimal"}.get(asked.kind, "text")


def _offered(asked: FilterField) -> Mapping[str, str] | None:
    """What can be chosen. A number without names to offer is typed."""
    if asked.kind == "bool":
        return {"true": capfirst(pgettext("filter", "yes")), "false": capfirst(pgettext("filter", "no"))}
    if asked.kind == "choice":
        return {value: _begun(label) for value, label in asked.choices.items()}
    if asked.options is not None:
        return asked.options()
    return {} if asked.kind in NUMBERED else None


def _begun(label: LazyText) -> str:
    """Our own words begin with a capital in a list to choose from; those of the firm stay as it wrote them."""
    return str(label) if isinstance(label, str) else capfirst(str(label))


def _choice(offered: Mapping[str, str], values: Sequence[str], *, is_many: bool) -> Box:
    options = [Option(value, shown, value in values) for value, shown in offered.items()]
    # A value that is no longer offered must not turn into another by itself.
    options += [Option(value, f"#{value}", is_chosen=True) for value in values if value and value not in offered]
    return Box("many" if is_many else "select", values[0] if values else "", options)
