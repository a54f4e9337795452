"""Finding days and moments in running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from . import chinese, english, figures
from .clock import PART_WORDS, PARTS, Clock, join_spans, read_clocks
from .letters import fold
from .reading import Context, Lean, Piece, read_pieces

_RULES = figures.RULES + chinese.RULES + english.RULES
_P = TypeVar("_P", Piece, Clock)
# What may stand between a day and its time of day.
_DAY_THEN_CLOCK = re.compile(r"[ ,的]{0,2}(?:at|@|from|在|于)? ?|t")
_CLOCK_THEN_DAY = re.compile(r",? (?:on )?")
_PART_AFTER = re.compile(r" (?:in the )?(morning|afternoon|evening|night)\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A day or a moment in a text.

    `start` and `end` are places in the text as it was given. A day alone has `on`; a time of day adds `at` (in the time zone of the
    reference time) and `has_time`. When only a part of the day was named (明天上午) `at` is the hour at which it usually begins and
    `has_time` is false. Not `sure`: it can be read in another way, or only names a week or a month. `until` ends a span of time.
    """

    start: int
    end: int
    at: datetime | None
    on: date | None
    has_time: bool
    sure: bool
    text: str
    until: datetime | None = None


def find_moment(text: str, *, now: datetime, lean: Lean = None) -> Found | None:
    """The first day or moment in the text, or nothing. See `find_moments`."""
    return next(iter(find_moments(text, now=now, lean=lean)), None)


def find_moments(text: str, *, now: datetime, lean: Lean = None) -> list[Found]:
    """All days and moments in the text, in order and apart from each other, as seen from `now` (aware).

    `lean` says where a weekday, or a day without a year, points when both ways are possible: "past" in a report of what was done.
    Without it weekdays lie ahead and dates are the nearest. The time taken grows with the length of the text and no faster.
    """
    folded = fold(text)
    context = Context(now=now, lean=lean, source=text)
    days = [_with_part(day, folded) for day in _apart(read_pieces(folded, _RULES, context))]
    clocks = join_spans(_apart(read_clocks(folded)), folded)
    found = []
    for day, clock in _pairs(days, clocks, folded):
        try:
            found.append(_found(day, clock, context))
        except OverflowError:  # a moment after the last day of the calendar
            continue
    return found


def _apart(pieces: Iterable[_P]) -> list[_P]:
    """Of readings that overlap, the one that begins first, then the longest."""
    kept: list[_P] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _with_part(day: Piece, folded: str) -> Piece:
    """Tomorrow *morning*, Friday *in the afternoon*."""
    after = _PART_AFTER.match(folded, day.end)
    if after is None or day.reading.at is not None:
        return day
    return Piece(day.start, after.end(), replace(day.reading, part=PART_WORDS[after[1]]))


def _pairs(days: list[Piece], clocks: list[Clock], folded: str) -> Iterator[tuple[Piece | None, Clock | None]]:
    """Days with the time of day that belongs to them, and those which stand alone, in order."""
    waiting: Piece | Clock | None = None
    items: list[Piece | Clock] = [*days, *clocks]
    for item in sorted(items, key=lambda item: (item.start, isinstance(item, Clock))):
        if waiting is None:
            waiting = item
            continue
        if _belong(waiting, item, folded):
            yield (waiting, item) if isinstance(item, Clock) else (item, waiting)  # type: ignore[misc]  # one of each, see _belong
            waiting = None
        elif item.start >= waiting.end:
            yield _alone(waiting)
            waiting = item
        elif isinstance(waiting, Clock) and isinstance(item, Piece):
            waiting = item
    if waiting is not None:
        yield _alone(waiting)


def _alone(item: Piece | Clock) -> tuple[Piece | None, Clock | None]:
    return (None, item) if isinstance(item, Clock) else (item, None)


def _belong(first: Piece | Clock, second: Piece | Clock, folded: str) -> bool:
    if isinstance(first, Piece) and isinstance(second, Clock):
        if first.reading.at is not None:
            return False
        # 明早8点: the word for the part of the day belongs to both.
        overlaps = second.start < first.end < second.end and first.reading.part is not None
        return overlaps or (second.start >= first.end and _between(_DAY_THEN_CLOCK, first.end, second.start, folded))
    if isinstance(first, Clock) and isinstance(second, Piece) and second.start >= first.end:
        return second.reading.at is None and _between(_CLOCK_THEN_DAY, first.end, second.start, folded)
    return False


def _between(pattern: re.Pattern[str], start: int, end: int, folded: str) -> bool:
    return pattern.fullmatch(folded, start, end) is not None


def _found(day: Piece | None, clock: Clock | None, context: Context) -> Found:
    ends = [item for item in (day, clock) if item is not None]
    start, end = min(item.start for item in ends), max(item.end for item in ends)
    text = context.source[start:end]
    if day is not None and clock is None:
        reading = day.reading
        at = reading.at
        if at is None and reading.part is not None:
            at = _at(reading.on, PARTS[reading.part], 0, context)
        return Found(start, end, at, reading.on, reading.at is not None, reading.sure, text)
    assert clock is not None, "a pair has a day, a clock or both"
    if day is not None:
        clock = clock.within(day.reading.part)
        on, sure = day.reading.on, day.reading.sure
    else:
        on, sure = _day_of(clock, context)
    at = _at(on + timedelta(days=clock.days), clock.hour, clock.minute, context)
    end_of = clock.until
    until = None if end_of is None else _at(on + timedelta(days=end_of.days), end_of.hour, end_of.minute, context)
    return Found(start, end, at, at.date(), clock.exact, sure and clock.sure, text, until)


def _day_of(clock: Clock, context: Context) -> tuple[date, bool]:
    """A time of day said alone is today's, unless the sentence leans to the other side of it."""
    at = _at(context.today + timedelta(days=clock.days), clock.hour, clock.minute, context)
    if clock.exact and context.lean == "future" and at < context.now:
        return context.today + timedelta(days=1), False
    if clock.exact and context.lean == "past" and at > context.now:
        return context.today - timedelta(days=1), False
    return context.today, True


def _at(on: date, hour: int, minute: int, context: Context) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=context.now.tzinfo)
