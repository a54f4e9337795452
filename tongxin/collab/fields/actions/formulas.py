"""Formulas as people type them, with the names of fields, and as they are kept, with keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.formulas import Fault, find_loop, names_in, read_formula, renamed, type_of
from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.values.computing import types_for


@dataclass(frozen=True)
class Checked:
    """A formula that is right: with keys for names, the keys it uses, and the type of its answer."""

    formula: str
    uses: list[str]
    result: str


class WrongFormula(ValidationError):
    """The formula can't be kept; `at` and `end` say which part of it is wrong."""

    def __init__(self, fault: Fault) -> None:
        super().__init__({"formula": str(fault)})
        self.at, self.end = fault.at, fault.end


class FormulaLoop(ValidationError):
    """A formula would need itself; the message names the way round."""


def labels_for(kind: str, fields: Sequence[CustomField]) -> dict[str, str]:
    """What formulas may name: the words by key."""
    found = subject_kinds.get(kind)
    facts = {key: str(found.fields[key]) for key in found.facts}
    own = {one.key: one.label for one in fields}
    return {key: label for key, label in {**facts, **own}.items() if key in types_for(kind, fields)}


def shown_formula(field: CustomField, fields: Sequence[CustomField]) -> str:
    """The formula with the names of fields as they are now."""
    everything = CustomField.objects.filter(kind=field.kind, key__in=field.uses)
    labels = {one.key: one.label for one in everything} | labels_for(field.kind, fields)
    return renamed(field.formula, labels)


def check_formula(kind: str, typed: str, fields: Sequence[CustomField], own: CustomField | None = None) -> Checked:
    """What was typed, if it can be kept. `own` is the field that the formula belongs to, where it is there already.

    Raises WrongFormula, FormulaLoop.
    """
    labels = labels_for(kind, fields)
    keys = {fold(label): key for key, label in labels.items()} | {key: key for key in labels}
    types = types_for(kind, fields)
    if own is not None:
        keys[fold(own.label)] = own.key
        types.setdefault(own.key, "empty")
    try:
        tree = read_formula(typed)
        names = {name: keys[fold(name)] for name in names_in(tree) if fold(name) in keys}
        result = type_of(tree, {**types, **{name: types[key] for name, key in names.items()}})
        if result == "empty":
            raise Fault(0, len(typed), _("This formula never gives anything."))
        formula = renamed(typed, names)
    except Fault as fault:
        raise WrongFormula(fault) from fault
    uses = names_in(read_formula(formula))
    _refuse_loop(own, uses, fields, labels)
    return Checked(formula, uses, result)


def _refuse_loop(
    own: CustomField | None, uses: list[str], fields: Sequence[CustomField], labels: dict[str, str]
) -> None:
    if own is None:
        return
    needs: dict[str, Any] = {one.key: one.uses for one in fields if one.type == Type.FORMULA}  # Any: JSON lists
    loop = find_loop({**needs, own.key: uses}, own.key)
    if loop:
        way = " → ".join({**labels, own.key: own.label}.get(key, key) for key in loop)
        raise FormulaLoop({"formula": _("This goes round in a circle: %(way)s") % {"way": way}})
