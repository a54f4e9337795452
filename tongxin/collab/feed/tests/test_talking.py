"""Colleagues talk about a record, and whoever is named may read it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.cast import fresh
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Share
from tongxin.collab.feed.actions import CannotSeeIt, NotYourRemark, follow, say, take_back, unfollow
from tongxin.collab.feed.models import Remark
from tongxin.collab.feed.queries import follows, talk_about
from tongxin.collab.notices.models import Notice
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party


@pytest.fixture
def firm(cast):
    """李薇 owns 恒润; 何静 in the south can't see it."""
    return create_party(by=cast.seller, name="苏州恒润")


@pytest.fixture
def on(firm):
    return Subject("party", firm.pk)


def told():
    return sorted(Notice.objects.filter(kind__startswith="remark").values_list("person__name", "kind"))


def test_who_is_named_may_read_this_record_alone_and_hears_of_it(cast, firm, on):
    other = create_party(by=cast.seller, name="苏州别家")
    say(by=cast.seller, on=on, text="@何静 你们那边有这家吗？")
    assert told() == [("何静", "remark.to_you")]
    south = fresh(cast.south)
    assert set(Party.objects.visible_to(south)) == {firm}
    assert not Party.objects.changeable_by(south).exists()
    assert Share.objects.get().level == "read"
    assert [remark.text for remark in talk_about(south, on)] == ["@何静 你们那边有这家吗？"]
    assert not talk_about(south, Subject("party", other.pk))


def test_who_may_not_change_a_record_shows_it_to_nobody(cast, on):
    say(by=cast.seller, on=on, text="@孙倩 看一下")
    with pytest.raises(CannotSeeIt, match="何静"):
        say(by=fresh(cast.clerk), on=on, text="@何静 看一下")
    assert Remark.objects.count() == 1
    assert not Share.objects.filter(person=cast.south).exists()


def test_followers_hear_and_nobody_twice(cast, on):
    follow(by=cast.boss, on=on)
    follow(by=cast.boss, on=on)
    say(by=cast.seller, on=on, text="@周启明 对方要 9 折", to=[cast.manager])
    assert told() == [("周启明", "remark.to_you"), ("陈岚", "remark.made")]
    unfollow(by=cast.boss, on=on)
    say(by=cast.manager, on=on, text="不行")
    assert told() == [("周启明", "remark.to_you"), ("李薇", "remark.made"), ("陈岚", "remark.made")]


def test_a_follower_who_no_longer_sees_it_hears_nothing(cast, on):
    say(by=cast.seller, on=on, text="@何静")
    Share.objects.all().delete()
    Notice.objects.all().delete()
    say(by=cast.seller, on=on, text="内部的话")
    assert told() == []


def test_the_longer_name_is_meant(cast, on):
    type(cast.boss).objects.filter(pk=cast.manager.pk).update(name="陈岚岚")
    say(by=cast.seller, on=on, text="＠陈岚岚 看")
    assert told() == [("陈岚岚", "remark.to_you")]


def test_nobody_out_of_sight_talks_or_follows(cast, on):
    for deed in (lambda: say(by=cast.south, on=on, text="x"), lambda: follow(by=cast.south, on=on)):
        with pytest.raises(PermissionDenied):
            deed()
    with pytest.raises(ValidationError):
        say(by=cast.seller, on=on, text="  ")
    assert not follows(cast.south, on)


def test_taken_back_the_words_are_gone(cast, on):
    remark = say(by=cast.seller, on=on, text="说错了")
    with pytest.raises(NotYourRemark):
        take_back(by=cast.boss, remark=remark)
    take_back(by=cast.seller, remark=remark)
    remark.refresh_from_db()
    assert remark.text == ""
    assert talk_about(cast.seller, on) == []


def test_the_page_leads_through_a_talk_and_the_timeline_shows_it(cast, client, firm, on):
    client.force_login(cast.seller)
    address = f"{reverse('talk')}?on={on}"
    assert address in client.get(firm.get_absolute_url()).content.decode()
    assert client.post(reverse("talk"), {"on": str(on), "text": "@周启明 <b>急</b>"}).status_code == 302
    page = client.get(address).content.decode()
    assert "&lt;b&gt;急&lt;/b&gt;" in page
    assert "@周启明" in client.get(firm.get_absolute_url()).content.decode()
    client.post(reverse("following"), {"on": str(on), "stop": "1"})
    assert not follows(cast.seller, on)
    client.post(reverse("remark-removal", args=[Remark.objects.get().pk]))
    assert "@周启明" not in client.get(firm.get_absolute_url()).content.decode()
    client.force_login(cast.south)
    assert client.get(address).status_code == 404
