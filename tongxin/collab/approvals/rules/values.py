"""Facts as the formulas of conditions take them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tongxin.base.formulas import Fault, Node, Value, run


def value_of(given: Any, type: str) -> Value:  # Any: a JSON value
    """One fact as a value; what does not fit its type is empty."""
    if given in (None, ""):
        return None
    try:
        if type == "number":
            return Decimal(str(given))
        if type == "date":
            return date.fromisoformat(str(given))
    except (InvalidOperation, ValueError):
        return None
    return bool(given) if type == "yes_no" else str(given)


def holds(when: Node, facts: Mapping[str, Any], types: Mapping[str, str]) -> bool:  # Any: JSON values
    """Whether a condition holds; one that can't be worked out does not."""
    try:
        return run(when, {name: value_of(facts.get(name), type) for name, type in types.items()}) is True
    except Fault:
        return False
