"""This time of a series and all that follow: changed, called off, and put back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import fresh
from tongxin.base.clock import replaying
from tongxin.collab.calendar.actions import (
    NoSuchTime,
    add_entry,
    change_entry,
    delete_entry,
    restore_entry,
    save_resource,
)
from tongxin.collab.calendar.models import Booking, Entry
from tongxin.collab.calendar.queries import shown_between
from tongxin.collab.notices.models import Notice

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=ZONE)
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon():
    with replaying(datetime(2026, 11, 22, 12, tzinfo=ZONE)), timezone.override("Asia/Shanghai"):
        yield


@pytest.fixture
def series(cast):
    """Six Mondays in a row in one room, with a colleague; the second is called off, the fifth is later in the day."""
    room = save_resource(by=cast.boss, name="大会议室")
    made = add_entry(
        by=cast.seller,
        title="周会",
        starts=AT,
        ends=AT + HOUR,
        rule="FREQ=WEEKLY;COUNT=6",
        guests=[cast.colleague],
        resources=[room],
    )
    delete_entry(by=cast.seller, entry=made, once=AT + WEEK)
    change_entry(
        by=cast.seller, entry=made, once=AT + 4 * WEEK, starts=AT + 4 * WEEK + HOUR, ends=AT + 4 * WEEK + 2 * HOUR
    )
    return made


def times(person):
    found = shown_between(fresh(person), MONDAY, MONDAY + 10 * WEEK)
    return [f"{one.starts:%m-%d %H:%M} {one.title}" for one in found if one.starts]


def test_what_follows_is_changed_and_what_was_stays(cast, series):
    start = AT + 2 * WEEK
    later = change_entry(
        by=cast.seller,
        entry=series,
        once=start,
        onwards=True,
        title="双周会",
        starts=start + 2 * HOUR,
        ends=start + 3 * HOUR,
    )
    expected = [
        "11-23 09:00 周会",
        "12-07 11:00 双周会",
        "12-14 11:00 双周会",
        "12-21 10:00 周会",
        "12-28 11:00 双周会",
    ]
    assert times(cast.seller) == times(cast.colleague) == expected, "six in all, one called off, one at its own time"
    assert Entry.objects.get(title="周会", series__isnull=False).series_id == later.pk
    assert later.uid != series.uid
    booked = sorted(f"{timezone.localtime(one.starts_at):%m-%d %H}" for one in Booking.objects.all())
    assert booked == ["11-23 09", "12-07 11", "12-14 11", "12-21 10", "12-28 11"]


def test_what_follows_is_called_off_and_put_back(cast, series):
    gone = delete_entry(by=cast.seller, entry=series, once=AT + 3 * WEEK, onwards=True)
    assert times(cast.seller)[:2] == ["11-23 09:00 周会", "12-07 09:00 周会"]
    assert Notice.objects.filter(person=cast.colleague, kind="entry.deleted").count() == 1
    restore_entry(by=cast.seller, entry=gone)
    assert times(cast.seller) == [
        f"{day} 周会" for day in ("11-23 09:00", "12-07 09:00", "12-14 09:00", "12-21 10:00", "12-28 09:00")
    ]


def test_from_the_first_time_on_it_is_the_whole_series(cast, series):
    assert change_entry(by=cast.seller, entry=series, once=AT, onwards=True, title="例会").pk == series.pk
    with pytest.raises(NoSuchTime):
        change_entry(by=cast.seller, entry=series, once=AT + WEEK, onwards=True, title="x")
    assert len(times(cast.seller)) == 5


def test_the_page_offers_it_for_a_time_of_a_series(cast, series, client):
    client.force_login(cast.seller)
    once = int((AT + 3 * WEEK).timestamp())
    page = client.get(f"{series.get_absolute_url()}?once={once}").content.decode()
    assert 'value="onwards"' in page
    typed = {
        "title": "周会", "first_on": "2026-12-14", "from_clock": "10:00", "last_on": "2026-12-14", "until_clock": "11:00",
        "every": "FREQ=WEEKLY;COUNT=6", "zone": "Asia/Shanghai", "guests": cast.colleague.pk, "once": once, "which": "onwards",
        "anyway": "1",
    }  # fmt: skip
    assert client.post(series.get_absolute_url(), typed).status_code == 302
    assert times(cast.seller)[-3:] == ["12-14 10:00 周会", "12-21 10:00 周会", "12-28 10:00 周会"]
    client.post(reverse("calendar-entry-deletion", args=[series.pk]), {"once": int(AT.timestamp()), "which": "onwards"})
    assert times(cast.seller)[0] == "12-14 10:00 周会"
