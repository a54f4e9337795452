"""Meetings to come and shared calendars go to whoever takes over, and back; what is private or long past stays."""

from datetime import timedelta

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions import add_entry, save_calendar
from tongxin.collab.calendar.models import Calendar, Entry
from tongxin.collab.notices.models import Notice
from tongxin.directory.ownership.actions import undo_hand_over
from tongxin.directory.ownership.queries import holdings_of
from tongxin.directory.ownership.tests.test_hand_over import hand_over
from tongxin.directory.parties.actions import create_party

KINDS = ["calendars", "calendar_entries"]


def test_what_others_count_on_goes_over_and_back(cast):
    boss, seller, colleague, south = cast.boss, cast.seller, cast.colleague, cast.south
    day, at = timedelta(days=1), now()
    team = save_calendar(by=seller, name="销售组", writers=[colleague])
    weekly = add_entry(by=seller, title="周会", starts=at + day, rule="FREQ=WEEKLY", guests=[colleague, south])
    past = add_entry(by=seller, title="上周的会", starts=at - 7 * day, guests=[colleague])
    private = add_entry(by=seller, title="体检", starts=at + day, guests=[colleague], is_private=True)
    unseen = create_party(by=seller, name="苏州恒润")
    visit = add_entry(by=seller, title="拜访", starts=at + day, on=Subject("party", unseen.pk))
    assert {kind: count for kind, count in holdings_of(boss, seller).counts.items() if kind in KINDS} == {
        "calendars": 1,
        "calendar_entries": 2,
    }
    told = Notice.objects.count()
    account = hand_over(boss, seller, south, KINDS)
    assert Calendar.objects.get(pk=team.pk).owner_id == south.pk
    assert Entry.objects.get(pk=weekly.pk).calendar.owner_id == south.pk
    stayed = Entry.objects.filter(calendar__owner=seller).order_by("pk")
    assert list(stayed) == [past, private, visit], "who takes over must see the customer first"
    assert Notice.objects.count() - told <= 1, "nobody is invited anew"
    undo_hand_over(by=boss, hand_over=account)
    assert Calendar.objects.get(pk=team.pk).owner_id == seller.pk
    assert Entry.objects.get(pk=weekly.pk).calendar.owner_id == fresh(seller).pk
