"""Where things stand on the page of a week and of a day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tongxin.collab.calendar.queries.layout import page_of
from tongxin.collab.calendar.queries.shown import Shown

MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def entry(number: int, hour: float, hours: float) -> Shown:
    starts = NINE.replace(hour=0) + timedelta(hours=hour)
    return Shown(
        kind="entry", number=number, title=f"{number}", url="/", first_on=MONDAY, last_on=MONDAY,
        starts=starts, ends=starts + timedelta(hours=hours),
    )  # fmt: skip


def test_two_at_one_time_stand_side_by_side_and_the_others_behind_a_number() -> None:
    shown = [entry(1, 9, 2), entry(2, 9, 1), entry(3, 9.5, 1), entry(4, 10, 0.5), entry(5, 10.25, 1), entry(6, 14, 1)]
    day = page_of(shown, MONDAY, 7, NINE).days[0]
    assert [(one.shown.number, one.look) for one in day.blocks] == [
        (1, "q4 n8 lane-1"), (2, "q4 n4 lane-2"), (4, "q8 n2 lane-2"), (6, "q24 n4 lane-all"),
    ]  # fmt: skip
    assert [(more.titles, more.look) for more in day.more] == [("3 · 5", "q6 n7")]
    assert day.lanes == 2
    assert sorted(one.number for one in day.items) == [1, 2, 3, 4, 5, 6], "a list leaves nothing out"


def test_a_day_alone_has_room_for_six() -> None:
    shown = [entry(number, 9, 1) for number in range(1, 9)]
    day = page_of(shown, MONDAY, 1, NINE).days[0]
    assert [one.lane for one in day.blocks] == [1, 2, 3, 4, 5, 6]
    assert [more.titles for more in day.more] == ["7 · 8"]
