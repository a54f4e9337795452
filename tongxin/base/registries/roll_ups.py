"""Roll-ups: what a room can count, add up or find last among its records that belong to a record of another kind.

A firm may add a field that shows it. The answer is written down with the record whenever one of the events is told that change
it, so lists filter and sort by it like by any value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """One roll-up over what belongs to a `subject`. `gives` is number or date; `answer(ids)` answers numbers or days by id, absent
    where there is nothing. It must count only what everybody may see who may see the record itself."""

    subject: str
    label: LazyText
    gives: str
    answer: Callable[[Sequence[int]], Mapping[int, Any]]  # Any: int or date


roll_ups: Registry[RollUp] = Registry("roll-up")
