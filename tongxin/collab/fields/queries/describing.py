"""The fields of a kind as administrators read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.values.rules import said


@dataclass(frozen=True)
class Line:
    """One field: what it is and when it is needed, in words."""

    field: CustomField
    type: str
    rule: str
    choices: list[str]


def described_fields(kind: str) -> dict[str, Any]:  # Any: template context
    """`lines` of the fields in use, in order, and `retired` ones."""
    fields = list(CustomField.objects.of(kind).live().whole())
    labels = {key: str(label) for key, label in subject_kinds.get(kind).fields.items()}
    choices = {one.key: one.labels for one in fields}
    lines = [
        Line(one, str(Type(one.type).label), said(one, labels, choices), [label for _key, label in one.offered])
        for one in fields
    ]
    return {"lines": lines, "retired": list(CustomField.objects.of(kind).filter(~Q(retired_at=None)))}
