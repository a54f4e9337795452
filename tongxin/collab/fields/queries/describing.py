"""The fields of a kind as administrators read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.formulas import FUNCTIONS
from tongxin.base.lazy import LazyText
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.fields.models import CustomField, FieldValue, Type
from tongxin.collab.fields.queries.open_fields import own_fields
from tongxin.collab.fields.values.computing import types_for
from tongxin.collab.fields.values.rules import said


@dataclass(frozen=True)
class Line:
    """One field: what it is and when it is needed, in words. `broken` names what a formula misses."""

    field: CustomField
    type: str
    rule: str
    choices: list[str]
    broken: list[str]


@dataclass(frozen=True)
class Use:
    """What a field is used for: how many records hold a value, which formulas and rules name it."""

    records: int
    formulas: list[str]
    rules: list[str]


@dataclass(frozen=True)
class RightOf:
    """What one role may do with a field."""

    role: Role
    right: str


_WHAT_FOR: dict[str, LazyText] = {
    Type.TEXT: gettext_lazy("One line, up to 200 characters: model of the machine, name of the street."),
    Type.LONG: gettext_lazy("Several lines: how the goods are to be packed."),
    Type.NUMBER: gettext_lazy("To count and to reckon with: machines, square metres."),
    Type.MONEY: gettext_lazy("An amount in one currency: yearly budget."),
    Type.DATE: gettext_lazy("A day: end of the contract."),
    Type.CHOICE: gettext_lazy("One of a list that you keep: line of business."),
    Type.CHOICES: gettext_lazy("Several of a list that you keep: machines in use."),
    Type.YES_NO: gettext_lazy("Invoice needed?"),
    Type.PERSON: gettext_lazy("One of us: the engineer in charge."),
    Type.PARTY: gettext_lazy("Another customer: the general contractor."),
    Type.FILE: gettext_lazy("One file that hangs on the record: the signed contract."),
    Type.SERIAL: gettext_lazy("Fills itself when the record is made, and is never given twice: KH-2026-0001."),
    Type.FORMULA: gettext_lazy("Works itself out from other fields: budget × discount."),
    Type.ROLL_UP: gettext_lazy("Counts what belongs to the record: contacts, visits."),
}


def described_types() -> list[tuple[str, str, LazyText]]:
    """(key, name, what it is for) of all types of field."""
    return [(type.value, str(type.label), _WHAT_FOR[type]) for type in Type]


def described_fields(kind: str) -> dict[str, Any]:  # Any: template context
    """`lines` of the fields in use, in order, and `retired` ones."""
    fields = own_fields(kind)
    facts = subject_kinds.get(kind)
    labels = {key: str(facts.fields[key]) for key in facts.facts} | {one.key: one.label for one in fields}
    choices = {one.key: one.labels for one in fields}
    retired = list(CustomField.objects.of(kind).filter(~Q(retired_at=None)))
    gone = {one.key: one.label for one in retired}
    lines = [
        Line(
            one,
            str(Type(one.type).label),
            " · ".join(text for text in (_only_for(one), said(one, labels, choices)) if text),
            [label for _key, label in one.offered],
            [gone.get(key, key) for key in one.uses if key not in labels],
        )
        for one in fields
    ]
    return {"lines": lines, "retired": retired}


def _only_for(field: CustomField) -> str:
    part = subject_kinds.get(field.kind).parts.get(field.only_for)
    return _("Only for: %(part)s") % {"part": part} if part else ""


def use_of(field: CustomField) -> Use:
    """Where a field is used."""
    others = [one for one in own_fields(field.kind) if one.pk != field.pk]
    return Use(
        FieldValue.objects.filter(field=field).values("record_id").distinct().count(),
        [one.label for one in others if field.key in one.uses],
        [one.label for one in others if (one.required_when or {}).get("field") == field.key],
    )


def rights_of(field: CustomField) -> list[RightOf]:
    """What each role may do with a field."""
    roles = Role.objects.order_by("-is_administrator", "id")
    return [RightOf(role, role.fields.get(field.kind, {}).get(field.key, "write")) for role in roles]


def usable_in_formulas(kind: str, own: CustomField | None) -> list[str]:
    """Names that a formula may use."""
    fields = [one for one in own_fields(kind) if own is None or one.pk != own.pk]
    types = types_for(kind, fields)
    facts = subject_kinds.get(kind)
    labels = {key: str(facts.fields[key]) for key in facts.facts} | {one.key: one.label for one in fields}
    return [label for key, label in labels.items() if key in types]


def functions() -> list[tuple[str, LazyText]]:
    """(how it is written, what it answers) of all functions."""
    return [(one.like, one.said) for one in FUNCTIONS.values()]
