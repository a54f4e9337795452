"""Invitations, rooms, what is private, what is dragged, and what other rooms bring."""

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar as Document

from tests.cast import assemble, fresh
from tongxin.base.clock import replaying
from tongxin.collab.calendar.actions import (
    NoSuchTime,
    NotInvited,
    NotTheKeeper,
    NotYourCalendar,
    Taken,
    add_entry,
    answer_invitation,
    change_entry,
    delete_entry,
    move_entry,
    restore_entry,
    save_calendar,
    save_resource,
    take_proposal,
)
from tongxin.collab.calendar.models import Booking, Calendar, Entry
from tongxin.collab.calendar.queries import busy_times, feed_text, free_resources, shown_between, waiting_invitations
from tongxin.collab.notices.models import Notice
from tongxin.collab.search.queries import matching
from tongxin.collab.tasks.actions import give_task
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.parties.actions import create_party

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 15, tzinfo=ZONE)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def the_morning_before():
    """What is asked there is still to come, whenever the tests run."""
    with replaying(AT - 6 * HOUR):
        yield


@pytest.fixture(autouse=True)
def noon():
    with replaying(datetime(2026, 11, 22, 12, tzinfo=ZONE)), timezone.override("Asia/Shanghai"):
        yield


@pytest.fixture
def room(cast):
    return save_resource(by=cast.boss, name="大会议室", seats=12)


def week(person, days=7):
    found = shown_between(fresh(person), MONDAY, MONDAY + timedelta(days=days))
    return [
        f"{one.first_on:%d}{one.starts:@%H:%M} {one.title}" if one.starts else f"{one.first_on:%d} {one.title}"
        for one in found
    ]


def told(person):
    return list(
        Notice.objects.filter(person=person, kind__startswith="entry").order_by("id").values_list("kind", flat=True)
    )


def test_who_is_invited_sees_it_answers_and_is_asked_anew_when_it_moves(cast):
    entry = add_entry(by=cast.seller, title="评审", starts=AT, guests=[cast.colleague, cast.south])
    assert week(cast.south) == ["23@15:00 评审"]
    assert [one.entry for one in waiting_invitations(cast.south)] == [entry]
    answer_invitation(by=cast.south, entry=entry, answer="yes")
    answer_invitation(by=cast.colleague, entry=entry, answer="no", remark="出差")
    assert week(cast.colleague) == []
    with pytest.raises(NotInvited):
        answer_invitation(by=cast.boss, entry=entry, answer="yes")
    move_entry(by=cast.seller, entry=entry, starts=AT + HOUR)
    assert set(entry.guests.values_list("answer", flat=True)) == {""}
    assert told(cast.south) == ["entry.invited", "entry.moved"]
    assert told(cast.seller) == ["entry.yes", "entry.no"]
    delete_entry(by=cast.seller, entry=entry)
    assert told(cast.south)[-1] == "entry.deleted"
    assert week(cast.south) == []


def test_another_time_is_proposed_and_taken(cast):
    entry = add_entry(by=cast.seller, title="评审", starts=AT, guests=[cast.colleague])
    with pytest.raises(ValidationError):
        answer_invitation(by=cast.colleague, entry=entry, answer="other")
    guest = answer_invitation(by=cast.colleague, entry=entry, answer="other", proposed_at=AT + 3 * HOUR)
    take_proposal(by=cast.seller, guest=guest)
    entry.refresh_from_db()
    assert (entry.starts_at, entry.lasts) == (AT + 3 * HOUR, HOUR)


def test_a_room_is_with_one_entry_at_a_time(cast, room):
    first = add_entry(by=cast.seller, title="甲", starts=AT, resources=[room])
    with pytest.raises(Taken, match="大会议室"):
        add_entry(by=cast.south, title="乙", starts=AT + HOUR / 2, resources=[room])
    assert not Entry.objects.filter(title="乙").exists()
    add_entry(by=cast.south, title="后", starts=AT + HOUR, resources=[room])
    assert free_resources(AT, AT + HOUR) == []
    with pytest.raises(Taken):
        move_entry(by=cast.seller, entry=first, starts=AT + HOUR)
    delete_entry(by=cast.seller, entry=first)
    assert free_resources(AT, AT + HOUR) == [room]
    restore_entry(by=cast.seller, entry=first)
    assert free_resources(AT, AT + HOUR) == []


def test_a_series_keeps_the_room_each_time_and_needs_an_end(cast, room):
    with pytest.raises(ValidationError, match="一年"):
        add_entry(by=cast.seller, title="例会", starts=AT, rule="FREQ=WEEKLY", resources=[room])
    series = add_entry(by=cast.seller, title="例会", starts=AT, rule="FREQ=WEEKLY;COUNT=4", resources=[room])
    assert series.bookings.count() == 4
    with pytest.raises(Taken):
        add_entry(by=cast.south, title="乙", starts=AT + timedelta(days=14), resources=[room])
    second = AT + timedelta(days=7)
    moved = move_entry(by=cast.seller, entry=series, starts=second + 2 * HOUR, once=second)
    assert (moved.series_id, moved.bookings.get().starts_at) == (series.pk, second + 2 * HOUR)
    assert series.bookings.count() == 3
    assert week(cast.seller, 21) == ["23@15:00 例会", "30@17:00 例会", "07@15:00 例会"]
    with pytest.raises(NoSuchTime):
        delete_entry(by=cast.seller, entry=series, once=second)
    change_entry(by=cast.seller, entry=series, starts=AT + HOUR, ends=AT + 2 * HOUR)
    assert week(cast.seller, 21) == ["23@16:00 例会", "30@17:00 例会", "07@16:00 例会"]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_click_at_once_one_gets_the_room():
    cast = assemble()
    room = save_resource(by=cast.boss, name="车", kind="car")
    people, outcomes = [cast.seller, cast.south, cast.colleague, cast.manager] * 2, []
    start = threading.Barrier(len(people))

    def click(person):
        start.wait()
        try:
            add_entry(by=person, title="用车", starts=AT, resources=[room], zone="Asia/Shanghai")
            outcomes.append("got")
        except Taken:
            outcomes.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[one]) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["got"] + ["taken"] * 7
    assert Booking.objects.count() == Entry.objects.count() == 1
    assert Calendar.objects.filter(kind="personal").count() <= 4


def test_what_is_private_is_busy_to_others_and_named_nowhere(cast, client):
    shared = save_calendar(by=cast.seller, name="苏州组", writers=[cast.colleague], readers=[cast.south])
    add_entry(by=cast.seller, title="体检", starts=AT, calendar=shared, is_private=True)
    add_entry(by=cast.colleague, title="周会", starts=AT + HOUR, calendar=shared)
    assert week(cast.south) == ["23@15:00 忙碌", "23@16:00 周会"]
    assert week(cast.seller) == ["23@15:00 体检", "23@16:00 周会"]
    for person in (cast.south, cast.seller):
        assert "体检" not in feed_text(fresh(person)).decode()
    assert not Entry.objects.visible_to(fresh(cast.south)).filter(title="体检").exists()
    assert Entry.objects.filter(matching(cast.seller, "calendar_entry", "周会")).count() == 1
    with pytest.raises(NotYourCalendar):
        add_entry(by=cast.south, title="x", starts=AT, calendar=shared)
    with pytest.raises(NotTheKeeper):
        save_calendar(by=cast.colleague, calendar=shared, name="x")


def test_colleagues_see_that_one_is_busy_and_not_with_what(cast, client):
    add_entry(by=cast.seller, title="牙医", starts=AT, is_private=True)
    add_entry(by=cast.seller, title="生日", starts=AT, is_free=True)
    spans = busy_times([cast.seller], AT, AT + HOUR)
    assert [(one.person, one.starts_at) for one in spans] == [(cast.seller, AT)]
    client.force_login(cast.boss)
    page = client.get(reverse("calendar") + f"?view=week&on=2026-11-23&with={cast.seller.pk}").content.decode()
    assert "李薇" in page
    assert "牙医" not in page
    values = {
        "title": "面谈",
        "first_on": "2026-11-23",
        "from_clock": "15:00",
        "guests": [cast.seller.pk],
        "zone": "Asia/Shanghai",
    }
    answer = client.post(reverse("new-calendar-entry"), values)
    assert answer.status_code == 422
    assert "李薇" in answer.content.decode()
    assert client.post(reverse("new-calendar-entry"), {**values, "anyway": "1"}).status_code == 302


def test_steps_tasks_and_visits_stand_there_and_are_moved_by_their_rooms(cast, client):
    party = create_party(by=cast.seller, name="苏州恒润")
    step = plan_step(by=cast.seller, party=party, kind="call", text="回访", due=AT)
    task = give_task(by=cast.seller, text="出图", due_on=MONDAY + timedelta(days=1))
    note_activity(by=cast.seller, party=party, kind="visit", text="谈价格", at=datetime(2026, 11, 22, 9, tzinfo=ZONE))
    assert week(cast.seller) == ["23@15:00 苏州恒润 · 回访", "24 出图"]
    assert "谈价格" in shown_between(cast.seller, MONDAY - timedelta(days=1), MONDAY)[0].title
    client.force_login(cast.seller)
    page = client.get(reverse("calendar") + "?view=week&on=2026-11-23").content.decode()
    assert 'data-dialog-load=""' not in page, "what other rooms bring opens as a page of its own"
    client.post(reverse("calendar-moves"), {"key": f"task-{task.pk}", "on": "2026-11-26"})
    client.post(reverse("calendar-moves"), {"key": f"step-{step.pk}", "on": "2026-11-25", "at": "10:00"})
    assert week(cast.seller) == ["25@10:00 苏州恒润 · 回访", "26 出图"]
    client.force_login(cast.south)
    client.post(reverse("calendar-moves"), {"key": f"task-{task.pk}", "on": "2026-11-28"})
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 26)
    assert "出图" in feed_text(cast.seller).decode()


def test_the_feed_names_days_off_and_changed_times_as_the_standard_has_it(cast):
    daily = add_entry(
        by=cast.seller, title="早会", starts=AT, rule="FREQ=DAILY;UNTIL=20261130T235959", only_workdays=True
    )
    move_entry(by=cast.seller, entry=daily, starts=AT + timedelta(days=1, hours=1), once=AT + timedelta(days=1))
    add_entry(by=cast.seller, title="展会", starts=MONDAY, ends=MONDAY + timedelta(days=1))
    events = {
        str(one["summary"]) + str("RECURRENCE-ID" in one): one
        for one in Document.from_ical(feed_text(cast.seller)).walk("VEVENT")
    }
    series = events["早会False"]
    assert series["rrule"].to_ical() == b"FREQ=DAILY;UNTIL=20261130T155959Z"
    out = {one.dts[0].dt.date() for one in series["exdate"]}
    assert {date(2026, 11, 24), date(2026, 11, 28), date(2026, 11, 29)} <= out
    assert events["早会True"].decoded("recurrence-id") == AT + timedelta(days=1)
    assert events["展会False"].decoded("dtend") == MONDAY + timedelta(days=2)


def test_one_sentence_enters_invites_and_books(cast, client, room):
    client.force_login(cast.seller)
    client.post(reverse("quick-calendar-entry"), {"sentence": "周五下午3点到5点和赵航在大会议室评审"})
    entry = Entry.objects.get()
    assert (entry.title, entry.starts_at, entry.lasts) == (
        "和赵航评审",
        datetime(2026, 11, 27, 15, tzinfo=ZONE),
        2 * HOUR,
    )
    assert [guest.person for guest in entry.guests.all()] == [cast.colleague]
    assert entry.bookings.get().resource == room
    client.post(reverse("quick-calendar-entry"), {"sentence": "11月30日 团建"})
    assert Entry.objects.get(title="团建").is_all_day
    answer = client.post(reverse("quick-calendar-entry"), {"sentence": "想想怎么办"})
    assert "title=" in answer["Location"]
