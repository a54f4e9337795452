from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from tongxin.base.ui.spoken import spoken_day, spoken_moment

MONDAY = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Today 14:30"),
        (-1, "Yesterday 14:30"),
        (1, "Tomorrow 14:30"),
        (2, "Wed 14:30"),
        (6, "Sun 14:30"),
        (7, "30 Nov 14:30"),
        (-3, "20 Nov"),
        (-400, "Oct 2025"),
        (60, "Jan 2027 14:30"),
    ],
)
def test_an_instant_is_said_as_people_say_it_on_a_monday(days, said):
    assert spoken_moment(MONDAY + timedelta(days=days), now=MONDAY) == said


def test_last_friday_is_not_called_friday_because_that_means_the_coming_one():
    assert spoken_day(date(2026, 11, 20), today=MONDAY.date()) == "20 Nov"
    assert spoken_day(date(2026, 11, 27), today=MONDAY.date()) == "Fri"


def test_on_sunday_tomorrow_is_tomorrow_though_a_new_week_begins():
    assert spoken_day(date(2026, 11, 30), today=date(2026, 11, 29)) == "Tomorrow"


def test_the_words_follow_the_language_even_for_a_day_asked_before():
    day = date(2026, 11, 18)
    assert spoken_day(day, today=date(2026, 11, 30)) == "18 Nov"
    with translation.override("zh-hans"):
        assert spoken_day(MONDAY.date(), today=MONDAY.date()) != "Today"
