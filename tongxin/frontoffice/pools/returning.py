"""When a customer returns: plain data in, an instant out. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tongxin.base.calendars import WorkingCalendar

# A long import derives what it brings a while after it was written.
_AT_ONCE = timedelta(hours=1)
CREATED, CLAIMED, FOLLOWED = "created", "claimed", "followed"
ORDERED, CONTRACT, CLOSED = "ordered", "contract", "closed"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a rule. `tiers` empty: all that no other line with the same beginning names. Those with an open
    opportunity stay unless it `takes_open`; it may spare those with one that was won."""

    number: int
    base: str
    days: int
    is_working: bool = False
    tiers: frozenset[str] = frozenset()
    takes_open: bool = False
    spares_deals: bool = False


@dataclass(slots=True)
class Sold:
    """One customer's sales: whether an opportunity is open or was won, when the last one closed, when the last order was placed, when the
    last contract ends. Days stand for their beginnings; `ended_at` is None while a contract holds that has no end."""

    has_open: bool = False
    has_won: bool = False
    closed_at: datetime | None = None
    ordered_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one customer in somebody's hands. Instants are aware; `covered_at`: since when a rule counts for its owner."""

    tier: str
    created_at: datetime
    held_since: datetime
    followed_at: datetime | None = None
    protected_until: datetime | None = None
    has_first_owner: bool = True
    covered_at: datetime | None = None
    sold: Sold = field(default_factory=Sold)


@dataclass(frozen=True, slots=True)
class Return:
    """When, and by which line."""

    at: datetime
    line: int


def returning(
    lines: Sequence[Line], held: Held, *, starts_at: datetime, zone: ZoneInfo, grace: timedelta = timedelta()
) -> Return | None:
    """The earliest return by any line, never before the rule starts, the owner had the grace, or a protection ends; None when no line
    fits."""
    named = {line.base for line in lines if held.tier in line.tiers}
    ours = [line for line in lines if held.tier in line.tiers or (not line.tiers and line.base not in named)]
    found = [(at, line.number) for line in ours if (at := _by_line(line, held, zone)) is not None]
    if not found:
        return None
    at, number = min(found)
    return Return(max(at, starts_at, held.protected_until or at, _own_start(held, grace) or at), number)


def _own_start(held: Held, grace: timedelta) -> datetime | None:
    """Who had the customer before the rule counted for them has the grace from then on: by a move, a wider scope, the end of a mark."""
    if held.covered_at is None or held.covered_at - held.held_since < _AT_ONCE:
        return None
    return held.covered_at + grace


def _by_line(line: Line, held: Held, zone: ZoneInfo) -> datetime | None:
    if (held.sold.has_open and not line.takes_open) or (line.spares_deals and held.sold.has_won):
        return None
    begin = _begin(line.base, held)
    return None if begin is None else end_of(begin.astimezone(zone).date(), line.days, line.is_working, zone)


def _begin(base: str, held: Held) -> datetime | None:
    """From when the days are counted. What a former owner did gives nobody days, and takes none."""
    if base == CREATED:
        return held.created_at if held.has_first_owner else None
    if base == CLAIMED:
        return None if held.has_first_owner else held.held_since
    if base == FOLLOWED:
        return max(held.followed_at or held.held_since, held.held_since)
    sold = held.sold
    closed_at = None if sold.has_open else sold.closed_at
    at = {CLOSED: closed_at, ORDERED: sold.ordered_at, CONTRACT: sold.ended_at}[base]
    return None if at is None else max(at, held.held_since)


@lru_cache(maxsize=20_000)
def end_of(day: date, days: int, is_working: bool, zone: ZoneInfo) -> datetime:
    """The end of the last of so many days after `day`: the day itself is not counted, the last one is whole."""
    last = day + timedelta(days=days)
    if is_working:
        calendar, last = WorkingCalendar(zone=zone), day
        for _step in range(days):
            last = calendar.next_working_day(last)
    return datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
