"""Where things stand on the page of a month, a week or a day: plain data in, plain data out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.chinese.lunar import NoLunarDay, to_lunar
from tongxin.base.dates.yearly import YearlyDay, lunar_day_name
from tongxin.collab.calendar.queries.shown import Shown

_QUARTER = 15
_USUAL_HOURS = (8, 20)
# So many still can be read beside each other in a week, and on a day alone.
_MOST_LANES, _MOST_LANES_ALONE = 2, 6
_SATURDAY = 5


@dataclass(frozen=True)
class Block:
    """Something with a clock time: quarters of an hour from the top of the page, and its lane beside others at the same time."""

    shown: Shown
    row: int
    span: int
    lane: int
    lanes: int

    @property
    def look(self) -> str:
        """Classes that put it there. Nothing has a style of its own, so places are classes too."""
        return f"q{self.row} n{self.span} {'lane-all' if self.lanes == 1 else f'lane-{self.lane}'}"


@dataclass(frozen=True)
class More:
    """What does not fit beside the others at one time, from the first of it to its last quarter."""

    shown: list[Shown]
    row: int
    span: int

    @property
    def look(self) -> str:
        """Classes that put it there."""
        return f"q{self.row} n{self.span}"

    @property
    def titles(self) -> str:
        """Their names, with a mark between."""
        return " · ".join(one.title for one in self.shown)


@dataclass
class Day:
    """One day with what is in it. `mark` says that it is off (`off`) or worked against the week (`on`), by the published calendar."""

    on: date
    is_today: bool = False
    is_weekend: bool = False
    mark: str = ""
    lunar: str = ""
    whole: list[Shown] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    more: list[More] = field(default_factory=list)
    lanes: int = 1
    now_row: int | None = None

    @property
    def items(self) -> list[Shown]:
        """Everything, whole days first."""
        timed = [(block.row, block.shown) for block in self.blocks]
        timed += [(more.row, one) for more in self.more for one in more.shown]
        return [*self.whole, *(one for _row, one in sorted(timed, key=lambda pair: pair[0]))]


@dataclass(frozen=True)
class Page:
    """Days in order; `hours` from the first to before the last that are drawn."""

    days: list[Day]
    hours: range


def page_of(shown: Sequence[Shown], first: date, count: int, now: datetime) -> Page:
    """`count` days from `first`, with everything that touches them in its place. `now` is the present on the reader's wall."""
    begin, end = _hours([one for one in shown if one.starts is not None])
    calendar = WorkingCalendar()
    most = _MOST_LANES_ALONE if count == 1 else _MOST_LANES
    days = [_day(shown, first + timedelta(days=ahead), begin, calendar, most) for ahead in range(count)]
    for day in days:
        day.is_today = day.on == now.date()
        if day.is_today and begin <= now.hour < end:
            day.now_row = (now.hour - begin) * 60 // _QUARTER + now.minute // _QUARTER
    return Page(days, range(begin, end))


def lunar_name(day: date, *, in_chinese: bool) -> str:
    """The lunar day in a word: 初三, on the first the month (十月); in English its two numbers."""
    try:
        lunar = to_lunar(day)
    except NoLunarDay:
        return ""
    if not in_chinese:
        return f"{lunar.month}/{lunar.day}"
    if lunar.day > 1:
        return lunar_day_name(lunar.day)
    name = str(YearlyDay(lunar.month, None, is_lunar=True)).removeprefix("农历")
    return f"闰{name}" if lunar.is_leap else name


def _hours(timed: Sequence[Shown]) -> tuple[int, int]:
    """The usual hours, and earlier or later ones where something stands there."""
    begin, end = _USUAL_HOURS
    for one in timed:
        if one.starts is None or one.ends is None:
            continue
        is_over_midnight = one.ends.date() > one.starts.date()
        begin = min(begin, 0 if is_over_midnight else one.starts.hour)
        end = max(end, 24 if is_over_midnight else min(one.ends.hour + (one.ends.minute > 0), 24), one.starts.hour + 1)
    return begin, end


def _day(shown: Sequence[Shown], on: date, first_hour: int, calendar: WorkingCalendar, most: int) -> Day:
    here = [one for one in shown if one.first_on <= on <= one.last_on]
    is_weekend, works = on.weekday() >= _SATURDAY, calendar.is_working_day(on)
    mark = "on" if is_weekend and works else "off" if not is_weekend and not works else ""
    day = Day(on, is_weekend=is_weekend, mark=mark)
    timed: list[tuple[int, int, Shown]] = []
    for one in here:
        if one.starts is None or one.ends is None or one.ends - one.starts >= timedelta(days=1):
            day.whole.append(one)
        else:
            timed.append((*_rows(one.starts, one.ends, on, first_hour), one))
    for group in _at_one_time(sorted(timed, key=lambda block: (block[0], -block[1]))):
        day.blocks += [block for block in group if block.lane <= most]
        if rest := [block for block in group if block.lane > most]:
            top, bottom = rest[0].row, max(block.row + block.span for block in rest)
            day.more.append(More([block.shown for block in rest], top, bottom - top))
    day.lanes = min(max((block.lanes for block in day.blocks), default=1), most)
    return day


def _rows(starts: datetime, ends: datetime, on: date, first_hour: int) -> tuple[int, int]:
    """First quarter and number of quarters on that day; at least half an hour high, so that its name can be read."""
    top = 0 if starts.date() < on else (starts.hour - first_hour) * 60 + starts.minute
    bottom = (24 - first_hour) * 60 if ends.date() > on else (ends.hour - first_hour) * 60 + ends.minute
    row = max(top // _QUARTER, 0)
    return row, max(-(-bottom // _QUARTER) - row, 2)


def _at_one_time(timed: Sequence[tuple[int, int, Shown]]) -> list[list[Block]]:
    """Those that touch each other share the width, each in the first lane that is free."""
    groups: list[list[Block]] = []
    ends: list[int] = []
    for row, span, one in timed:
        if not groups or row >= max(ends):
            groups.append([])
            ends = []
        lane = next((number for number, end in enumerate(ends) if end <= row), len(ends))
        ends[lane : lane + 1] = [row + span]
        groups[-1].append(Block(one, row, span, lane + 1, 0))
    return [[replace(block, lanes=max(one.lane for one in group)) for block in group] for group in groups]
