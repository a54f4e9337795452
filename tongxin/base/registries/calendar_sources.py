"""Calendar sources: what of a room's records has a day, so that a calendar shows it without anybody entering it twice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One record with its day, as its reader may see it; `at` when a clock time was agreed, with `minutes` when it lasts."""

    id: int
    title: str
    url: str
    on: date
    at: datetime | None = None
    minutes: int = 0
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarSource:
    """What one room brings into a person's own calendar.

    `dated(person, since, until)` answers that person's own records from the day `since` until before `until`, loaded through
    `visible_to`. `move(by, id, on, at)`, where there is one, puts a record on another day by the room's own action.
    """

    label: LazyText
    icon: str
    dated: Callable[[Any, date, date], Collection[Dated]]  # Any: the person type of the rooms above
    move: Callable[[Any, int, date, datetime | None], None] | None = None  # Any: as above
    order: int = 50


calendar_sources: Registry[CalendarSource] = Registry("calendar source")
