"""Who follows a record hears of what others do about it: once a day, and of nothing out of sight."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests.cast import fresh
from tongxin.base.clock import replaying
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Share
from tongxin.collab.feed.actions import follow, say, tell_followers
from tongxin.collab.notices.models import Notice
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.parties.actions import change_party, create_party

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def firm(cast):
    with replaying(NOON):
        party = create_party(by=cast.seller, name="苏州恒润")
        follow(by=cast.boss, on=Subject("party", party.pk))
    return party


def told(person):
    rows = Notice.objects.filter(person=person, kind="record.changed").order_by("id")
    return [one.particulars.get("count", 1) for one in rows]


def run(at):
    with replaying(at):
        return tell_followers(at=at)


def test_what_others_do_is_told_once_a_day_with_its_number(cast, firm):
    with replaying(NOON + HOUR):
        change_party(by=cast.seller, party=firm, industry="化工")
        note_activity(by=cast.seller, party=firm, kind="call", text="谈价")
    assert run(NOON + 2 * HOUR) == 1
    with replaying(NOON + 3 * HOUR):
        change_party(by=cast.seller, party=firm, industry="水务")
    assert run(NOON + 4 * HOUR) == 0, "no flood: the rest of the day waits"
    assert run(NOON + DAY) == 1
    assert run(NOON + DAY + HOUR) == 0
    assert told(cast.boss) == [2, 1]


def test_ones_own_deeds_and_remarks_are_not_told_again(cast, firm):
    with replaying(NOON + HOUR):
        change_party(by=cast.boss, party=firm, industry="化工")
        say(by=cast.seller, on=Subject("party", firm.pk), text="在吗")
    assert run(NOON + 2 * HOUR) == 0
    assert told(cast.boss) == []


def test_what_a_follower_no_longer_sees_is_not_told(cast, firm):
    with replaying(NOON):
        say(by=cast.seller, on=Subject("party", firm.pk), text="@何静 看看")
    with replaying(NOON + HOUR):
        change_party(by=cast.seller, party=firm, industry="化工")
        Share.objects.all().delete()
    run(NOON + 2 * HOUR)
    assert told(fresh(cast.south)) == []
    assert told(cast.boss) == [1]


def test_what_one_follows_stands_on_a_page_of_its_own(cast, firm, client):
    with replaying(NOON):
        say(by=cast.seller, on=Subject("party", firm.pk), text="@何静 看看")
    client.force_login(cast.south)
    assert "苏州恒润" in client.get(reverse("followed")).content.decode()
    Share.objects.all().delete()
    client.force_login(fresh(cast.south))
    assert "苏州恒润" not in client.get(reverse("followed")).content.decode(), "what is out of sight is not named"
    client.force_login(cast.boss)
    left = client.post(reverse("following"), {"on": f"party:{firm.pk}", "stop": "1", "list": "1"}, follow=True)
    assert "苏州恒润" not in left.content.decode().partition("<main")[2].replace("toast", "")
