"""Roll-ups over related records, asked of the rooms that own these."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from tongxin.base.registries.roll_ups import roll_ups
from tongxin.collab.fields.models import CustomField, Type


def rolled_up(fields: Sequence[CustomField], ids: Sequence[int]) -> dict[int, dict[str, Any]]:  # Any: JSON values
    """The values of all roll-ups for some records: one question for each field. None where there is nothing to roll up."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)  # Any: as above
    for one in fields:
        source = roll_ups.find(one.source) if one.type == Type.ROLL_UP else None
        if source is None:
            continue
        answers = source.answer(ids)
        for number in ids:
            value = answers.get(number)
            found[number][one.key] = value.isoformat() if isinstance(value, date) else value
    return found
