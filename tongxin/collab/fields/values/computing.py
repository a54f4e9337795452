"""Working out formulas from the facts and fields of a record."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from tongxin.base.formulas import Fault, Value, read_formula, run
from tongxin.base.money import Money
from tongxin.base.registries import subject_kinds
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.values.reading import LONGEST, plain_number, stored_money
from tongxin.collab.fields.values.rules import fits

Values = Mapping[str, Any]  # Any: JSON values, or a record's own facts
# As which types formulas see fields. What is not here can't be named in a formula.
SEEN_AS: dict[str, str] = {
    Type.TEXT: "text",
    Type.LONG: "text",
    Type.SERIAL: "text",
    Type.CHOICE: "text",
    Type.CHOICES: "choices",
    Type.NUMBER: "number",
    Type.MONEY: "money",
    Type.DATE: "date",
    Type.YES_NO: "yes_no",
}
_FACTS_SEEN_AS = {"text": "text", "date": "date", "number": "number"}
_tree = lru_cache(maxsize=1024)(read_formula)


def types_for(kind: str, fields: Sequence[CustomField]) -> dict[str, str]:
    """The types of everything that formulas of this kind may name, by key."""
    facts = {key: _FACTS_SEEN_AS.get(type, "text") for key, type in subject_kinds.get(kind).facts.items()}
    return {**facts, **{one.key: SEEN_AS[one.holds] for one in fields if one.holds in SEEN_AS}}


def worked_out(fields: Sequence[CustomField], facts: Values, custom: Values) -> dict[str, Any]:  # Any: JSON values
    """The values of all formulas, each after those it needs; None where one has no answer."""
    formulas = {one.key: one for one in fields if one.type == Type.FORMULA}
    if not formulas:
        return {}
    known: dict[str, Value] = {key: _as_value_of_fact(value) for key, value in facts.items()}
    known |= {one.key: _as_value(one, custom.get(one.key)) for one in fields if one.key not in formulas}
    answers: dict[str, Any] = {}  # Any: as above
    for one in _in_order(formulas):
        answers[one.key] = _answer(one, known) if fits(one, facts) else None
        known[one.key] = _as_value(one, answers[one.key])
    return answers


def _in_order(formulas: Mapping[str, CustomField]) -> list[CustomField]:
    """Each after those it uses. What goes round in a circle was refused when it was defined; here it simply stands last."""
    done: dict[str, CustomField] = {}

    def take(key: str, above: frozenset[str]) -> None:
        if key in done or key in above:
            return
        for used in formulas[key].uses:
            if used in formulas:
                take(used, above | {key})
        done[key] = formulas[key]

    for key in formulas:
        take(key, frozenset())
    return list(done.values())


def _answer(field: CustomField, known: Mapping[str, Value]) -> Any:  # Any: as above
    try:
        return as_stored(field, run(_tree(field.formula), known))
    except (Fault, ValidationError):
        return None  # no answer for these values, 1 / 0 and the like: the field is empty


def _as_value_of_fact(value: Any) -> Value:  # Any: column values
    if value is None or isinstance(value, bool | date | Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else str(value) or None


def _as_value(field: CustomField, stored: Any) -> Value:  # Any: JSON values
    """A stored value as formulas see it."""
    if stored is None or field.holds not in SEEN_AS:
        return None
    kind, stored = SEEN_AS[field.holds], field.meant(stored)
    if kind == "number":
        return Decimal(str(stored))
    if kind == "date":
        return date.fromisoformat(stored)
    if kind == "money":
        return Money.of(stored["amount"], stored["currency"])
    if kind == "choices":
        return tuple(stored)
    return bool(stored) if kind == "yes_no" else str(stored)


def as_stored(field: CustomField, value: Value) -> Any:  # Any: JSON values
    """An answer as the record keeps it. Raises ValidationError for numbers with too many digits."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return plain_number(value.quantize(Decimal(1).scaleb(-field.decimals), ROUND_HALF_UP), field.decimals)
    if isinstance(value, Money):
        return stored_money(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value[: LONGEST[Type.TEXT]]
