"""From an entry to the page of the week, and out to other programs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar as Document

from tests.cast import fresh
from tongxin.base.clock import replaying
from tongxin.collab.calendar.actions import (
    NotYourEntry,
    add_entry,
    change_entry,
    delete_entry,
    feed_of,
    open_feed,
    restore_entry,
    revoke_feed,
)
from tongxin.collab.calendar.models import Entry
from tongxin.collab.calendar.queries import shown_between

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 15, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def noon():
    with replaying(datetime(2026, 11, 22, 12, tzinfo=ZONE)), timezone.override("Asia/Shanghai"):
        yield


def week(person):
    found = shown_between(person, MONDAY, MONDAY + timedelta(days=7))
    return [(one.title, str(one.first_on), one.starts and f"{one.starts:%H:%M}") for one in found]


def test_an_entry_stands_on_the_page_of_the_week_and_leaves_by_the_feed(cast, client):
    client.force_login(cast.seller)
    values = {
        "title": "恒润技术交流",
        "first_on": "2026-11-23",
        "from_clock": "15:00",
        "place": "二楼",
        "zone": "Asia/Shanghai",
    }
    assert client.post(reverse("new-calendar-entry"), values).status_code == 302
    assert week(cast.seller) == [("恒润技术交流", "2026-11-23", "15:00")]
    page = client.get(reverse("calendar") + "?view=week&on=2026-11-25").content.decode()
    assert "恒润技术交流" in page
    assert "二楼" in page
    feed, secret = open_feed(by=cast.seller, name="手机")
    client.logout()
    answer = client.get(reverse("calendar-feed", args=[secret]))
    assert answer["Content-Type"].startswith("text/calendar")
    event = Document.from_ical(answer.content).walk("VEVENT")[0]
    assert (event["summary"], event.decoded("dtstart")) == ("恒润技术交流", AT)
    revoke_feed(by=cast.seller, feed=feed)
    assert client.get(reverse("calendar-feed", args=[secret])).status_code == 404


def test_others_see_nothing_of_it(cast, client):
    entry = add_entry(by=cast.seller, title="看牙", starts=AT)
    assert week(cast.boss) == []
    client.force_login(cast.boss)
    assert client.get(entry.get_absolute_url()).status_code == 404
    with pytest.raises(NotYourEntry):
        change_entry(by=fresh(cast.boss), entry=entry, title="x")
    with pytest.raises(PermissionDenied):
        delete_entry(by=fresh(cast.boss), entry=entry)


def test_a_feed_dies_with_the_password_and_with_leaving(cast):
    _feed, secret = open_feed(by=cast.seller, name="手机")
    assert feed_of(secret).person == cast.seller
    type(cast.seller).objects.filter(pk=cast.seller.pk).update(credential_epoch=7)
    assert feed_of(secret) is None
    assert feed_of("x" * 300) is None


def test_whole_days_are_days_everywhere(cast):
    entry = add_entry(by=cast.seller, title="展会", starts=MONDAY, ends=MONDAY + timedelta(days=2))
    with timezone.override("America/New_York"):
        shown = shown_between(cast.seller, MONDAY, MONDAY + timedelta(days=7))[0]
    assert (shown.first_on, shown.last_on, shown.starts) == (MONDAY, date(2026, 11, 25), None)
    assert (entry.first_on, entry.last_on) == (MONDAY, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " ", "starts": AT}, "title"),
        ({"title": "x", "starts": AT, "ends": AT - timedelta(hours=1)}, "ends"),
        ({"title": "x", "starts": AT, "ends": AT + timedelta(days=400)}, "ends"),
        ({"title": "x", "starts": AT, "zone": "Mars/Base"}, "zone"),
        ({"title": "x", "starts": AT, "rule": "FREQ=SECONDLY"}, "rule"),
        ({"title": "x", "starts": date(1, 1, 2)}, "starts"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(cast, values, field):
    with pytest.raises(ValidationError) as refusal:
        add_entry(by=cast.seller, **values)
    assert field in refusal.value.message_dict
    assert not Entry.objects.exists()


def test_called_off_it_lies_in_the_bin_and_comes_back(cast):
    entry = add_entry(by=cast.seller, title="例会", starts=AT)
    delete_entry(by=cast.seller, entry=entry)
    assert week(cast.seller) == []
    restore_entry(by=cast.seller, entry=entry)
    assert week(cast.seller) == [("例会", "2026-11-23", "15:00")]
