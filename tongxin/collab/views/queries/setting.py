"""Which fields of a list can be set, by whom, and how their values are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.base.filters import FilterField
from tongxin.base.lazy import LazyText
from tongxin.base.registries import fields_of, subject_kinds
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries import choices_for, may_bear, open_fields
from tongxin.collab.views.queries.kinds import ListKind

# A record is chosen by looking for it, one at a time; the rest is nobody's to type.
_NOT_IN_LISTS = (Type.SERIAL, Type.FORMULA, Type.ROLL_UP, Type.PARTY, Type.FILE, Type.LONG, Type.CHOICES)
_TYPES = {"date": "date", "datetime": "datetime-local", "number": "decimal", "money": "decimal"}


@dataclass(frozen=True)
class Input:
    """How a value is typed: `kind` is the input's type or "select"; `options` are values with their names, `hints` words to offer."""

    kind: str
    options: Sequence[tuple[str, str]] = ()
    hints: Sequence[str] = ()


def settable(kind: ListKind, person: Any, *, for_many: bool = False) -> dict[str, LazyText]:  # Any: the reader
    """Keys and labels of fields that this person may set on rows that they may change; own fields of the firm only for many."""
    locked = locked_of(person, kind.kind)
    keys = kind.for_many if for_many and kind.for_many is not None else kind.editable
    # Columns are at hand; fields ask every room that adds some.
    labels = {one.key: one.label for one in kind.columns if one.key not in locked and one.fact not in locked}
    if set(keys) - {one.key for one in kind.columns}:
        labels |= {one.key: one.label for one in fields_of(kind.kind, person) if not one.is_hidden(locked)}
    found = {key: labels[key] for key in keys if key in labels}
    return {**found, **{one.key: one.label for one in own_settable(kind, person)}} if for_many else found


def locked_of(person: Any, kind: str) -> set[str]:  # Any: as above
    """Names which the person may not set on records of a kind, those of the kind whose facts they carry among them."""
    known = subject_kinds.find(kind)
    return locked_fields(person, kind) | (
        locked_fields(person, known.hides_with) if known and known.hides_with else set()
    )


def own_settable(kind: ListKind, person: Any) -> list[CustomField]:  # Any: as above
    """Fields of the firm that can be set on many at once."""
    if not may_bear(kind.own_kind) or kind.change is None:
        return []
    locked = locked_of(person, kind.kind)
    found = [
        one for one in open_fields(person, kind.own_kind) if one.type not in _NOT_IN_LISTS and one.key not in locked
    ]
    # A list that carries another kind's fields may show a part of them only.
    asked = {one.key for one in fields_of(kind.kind, person)} if found and kind.carries else set()
    return [one for one in found if not kind.carries or one.key in asked]


def input_for(kind: ListKind, person: Any, key: str, value: str = "") -> Input:  # Any: as above
    """How the value of a field is typed; `value` is what stands there, and stays among what is offered."""
    own = next((one for one in own_settable(kind, person) if one.key == key), None)
    if own is not None:
        options = [(text, name) for text, name, _is_chosen in choices_for(person, own, value)]
        return Input("select" if options else _type_of(own), options)
    field = next(one for one in fields_of(kind.kind, person) if one.key == key)
    offered = _offered(field)
    if offered is None or field.kind == "text":
        return Input(_TYPES.get(field.kind, "text"), hints=list(offered or ()))
    blank = [("", "—")] if "empty" in field.operators else []
    kept = [(value, value)] if value and value not in offered else []
    return Input("select", [*blank, *offered.items(), *kept])


def _type_of(own: CustomField) -> str:
    return {Type.DATE: "date", Type.NUMBER: "decimal", Type.MONEY: "decimal"}.get(Type(own.type), "text")


def _offered(field: FilterField) -> Mapping[str, str] | None:
    if field.choices:
        return {value: str(label) for value, label in field.choices.items()}
    return field.options() if field.options is not None else None
