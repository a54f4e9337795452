"""Calendars of other programs: from a file, and from an address."""

import threading
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.cast import fresh
from tongxin.base.clock import replaying
from tongxin.collab.calendar.actions import (
    NotACalendarFile,
    NotYourCalendar,
    fetch_calendar,
    import_file,
    own_calendar,
    subscribe,
)
from tongxin.collab.calendar.models import Entry
from tongxin.collab.calendar.queries import feed_text, shown_between

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//X//Y//EN
BEGIN:VEVENT
UID:a@x
DTSTART;TZID=Asia/Shanghai:20261123T090000
DTEND;TZID=Asia/Shanghai:20261123T100000
RRULE:FREQ=DAILY;COUNT=4
EXDATE;TZID=Asia/Shanghai:20261124T090000
SUMMARY:晨会
END:VEVENT
BEGIN:VEVENT
UID:a@x
RECURRENCE-ID;TZID=Asia/Shanghai:20261125T090000
DTSTART;TZID=Asia/Shanghai:20261125T140000
DURATION:PT30M
SUMMARY:晨会（改）
END:VEVENT
BEGIN:VEVENT
UID:b@x
DTSTART;VALUE=DATE:20261126
DTEND;VALUE=DATE:20261128
SUMMARY:展会
END:VEVENT
BEGIN:VEVENT
UID:c@x
DTSTART:20261123T010000Z
RRULE:FREQ=SECONDLY
SUMMARY:坏
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


@pytest.fixture(autouse=True)
def noon():
    with replaying(datetime(2026, 11, 22, 12, tzinfo=ZONE)), timezone.override("Asia/Shanghai"):
        yield


def week(person):
    found = shown_between(fresh(person), MONDAY, date(2026, 11, 30))
    return [
        (f"{one.first_on:%d}-{one.last_on:%d}", f"{one.starts:%H:%M}" if one.starts else "", one.title) for one in found
    ]


def test_a_file_is_taken_in_and_twice_makes_no_doubles(cast):
    into = own_calendar(cast.seller)
    read = import_file(by=cast.seller, calendar=into, content=FILE)
    assert (read.added, read.changed, read.skipped) == (3, 0, 1)
    expected = [
        ("23-23", "09:00", "晨会"),
        ("25-25", "14:00", "晨会（改）"),
        ("26-27", "", "展会"),
        ("26-26", "09:00", "晨会"),
    ]
    assert week(cast.seller) == expected
    assert import_file(by=cast.seller, calendar=into, content=FILE).added == 0
    assert week(cast.seller) == expected
    with pytest.raises(NotYourCalendar):
        import_file(by=cast.south, calendar=into, content=FILE)


@pytest.mark.alike
@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"BEGIN:VCALENDAR", b"x" * 6_000_000, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"]
)
def test_what_is_no_calendar_is_refused(cast, client, content):
    with pytest.raises(NotACalendarFile):
        import_file(by=cast.seller, calendar=own_calendar(cast.seller), content=content)
    assert not Entry.objects.exists()


def test_what_goes_out_comes_in_again_as_it_was(cast):
    import_file(by=cast.seller, calendar=own_calendar(cast.seller), content=FILE)
    text = feed_text(fresh(cast.seller))
    import_file(by=cast.south, calendar=own_calendar(cast.south), content=text)
    assert week(cast.south) == week(cast.seller)


class Elsewhere(BaseHTTPRequestHandler):
    answers: list[tuple[int, bytes]] = []

    def do_GET(self):
        status, body = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def address(settings):
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    settings.TRUSTED_ORIGINS = frozenset([origin])
    yield f"{origin}/team.ics?key=geheim"
    server.shutdown()


def test_an_address_is_read_again_and_what_is_gone_there_goes_here(cast, client, address):
    calendar = subscribe(by=cast.seller, name="客户培训", address=address)
    short = FILE.replace(FILE[FILE.index(b"BEGIN:VEVENT\r\nUID:b@x") : FILE.index(b"BEGIN:VEVENT\r\nUID:c@x")], b"")
    Elsewhere.answers = [(200, FILE), (500, b""), (200, b"<html>"), (200, short)]
    assert fetch_calendar(calendar.pk) == ""
    assert len(week(cast.seller)) == 4
    assert week(cast.south) == []
    assert "500" in fetch_calendar(calendar.pk)
    assert "日历" in fetch_calendar(calendar.pk)
    assert len(week(cast.seller)) == 4, "what went wrong there takes nothing away here"
    client.force_login(cast.seller)
    page = client.get(reverse("calendars")).content.decode()
    assert "客户培训" in page
    assert "geheim" not in page
    with replaying(datetime(2026, 11, 22, 13, tzinfo=ZONE)):
        assert fetch_calendar(calendar.pk) == ""
    assert "展会" not in [title for _days, _at, title in week(cast.seller)]


def test_nothing_is_read_from_inside_the_house(cast):
    calendar = subscribe(by=cast.seller, name="x", address="https://127.0.0.1/a.ics")
    assert "127.0.0.1" in fetch_calendar(calendar.pk)
    assert fetch_calendar(subscribe(by=cast.seller, name="x", address="http://example.com/a.ics").pk) != ""


def test_a_file_comes_in_by_the_page(cast, client):
    client.force_login(cast.seller)
    answer = client.post(reverse("calendar-file"), {"file": SimpleUploadedFile("a.ics", FILE)})
    assert answer.status_code == 302
    assert len(week(cast.seller)) == 4
    assert client.post(reverse("calendar-file"), {"file": SimpleUploadedFile("a.ics", b"x")}).status_code == 422
    values = {"name": "苏州组", "hue": "5", "writers": [cast.colleague.pk]}
    assert client.post(reverse("new-calendar"), values).status_code == 302
    assert client.get(reverse("new-calendar-resource")).status_code == 403
    client.force_login(cast.boss)
    assert client.post(reverse("new-calendar-resource"), {"name": "小会议室", "kind": "room"}).status_code == 302
    assert "小会议室" in client.get(reverse("calendars")).content.decode()
