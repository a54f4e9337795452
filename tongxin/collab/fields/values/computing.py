"""Working out formulas from the facts and fields of a record."""

from collections.abc import Mapping, Sequence
from typing import Any

from tongxin.collab.fields.models import CustomField, Type

Values = Mapping[str, Any]  # Any: JSON values, or a record's own facts


def worked_out(fields: Sequence[CustomField], facts: Values, custom: Values) -> dict[str, Any]:  # Any: JSON values
    """The values of all formulas, each after those it needs."""
    return {one.key: None for one in fields if one.type == Type.FORMULA}
