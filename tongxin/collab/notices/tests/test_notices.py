"""Notices reach those who should know, and show only what their reader may see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from tongxin.base.registries import SubjectKind, subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import mark_read, notify
from tongxin.collab.notices.models import Notice
from tongxin.collab.notices.queries import lines_of, unread_count
from tongxin.collab.org.models import Unit

TEXT = "%(by)s gave you %(title)s"


def visible(person, ids):
    """A person sees the units of their own posts."""
    return Unit.objects.filter(pk__in=ids, posts__person=person, posts__left_at=None).in_bulk()


@pytest.fixture
def firm(cast):
    """The firm, in which units are records that people can be told about."""
    kind = SubjectKind(
        kind="a-unit",
        label="unit",
        visible=visible,
        title=lambda unit: unit.name,
        url=lambda unit: f"/a-unit/{unit.pk}/",
        fields={},
    )
    subject_kinds.register("a-unit", kind)
    yield cast
    subject_kinds._entries.pop("a-unit")


@pytest.fixture
def told(firm):
    """李薇 and 何静 are told about 苏州, which only 李薇 may see."""
    on = Subject("a-unit", firm.suzhou.pk)
    assert notify(people=[firm.seller, firm.south], kind="unit.given", text=TEXT, by=firm.boss, on=on) == 2
    return firm


def lines(person):
    return [(line.text, line.url) for line in lines_of(person, Notice.objects.visible_to(person).order_by("-id"))]


def test_people_are_told_and_whoever_did_it_or_left_is_not(firm):
    people = [firm.seller, firm.boss, firm.left, firm.seller]
    assert notify(people=people, kind="x", text="Done", by=firm.boss) == 1
    assert Notice.objects.get().person == firm.seller


def test_the_record_is_named_to_those_who_may_see_it(told):
    assert lines(told.seller) == [("陈岚 gave you 苏州", f"/a-unit/{told.suzhou.pk}/")]


def test_a_record_out_of_sight_is_not_named(told):
    [(text, url)] = lines(told.south)
    assert ("苏州" in text, "陈岚" in text, url) == (False, False, "")


def test_a_record_that_goes_out_of_sight_loses_its_name(told):
    told.seller.posts.update(left_at="2026-01-01T00:00Z")
    assert "苏州" not in lines(told.seller)[0][0]


def test_a_kind_that_nobody_knows_is_not_named(told):
    notify(people=[told.seller], kind="x", text=TEXT, by=told.boss, on=Subject("gone", 1), url="/gone/1/")
    assert lines(told.seller)[0][1] == ""


def test_a_notice_can_lead_to_a_place(firm):
    notify(
        people=[firm.seller],
        kind="import.done",
        text="%(rows)d rows are in",
        url="/imports/3/",
        particulars={"rows": 12},
    )
    assert lines(firm.seller) == [("12 rows are in", "/imports/3/")]


def test_nobody_reads_anothers_notices(told):
    for other in (told.boss, told.colleague, told.left, AnonymousUser(), None):
        assert not Notice.objects.visible_to(other).exists()
        assert unread_count(other) == 0


def test_reading_is_noted_once(told, django_assert_num_queries):
    notify(people=[told.seller], kind="x", text="Second")
    with django_assert_num_queries(1):
        assert unread_count(told.seller) == 2
    first, second = Notice.objects.visible_to(told.seller).order_by("id")
    assert mark_read(by=told.south, ids=[first.pk]) == 0
    assert mark_read(by=told.seller, until=first.pk) == 1
    assert mark_read(by=told.seller, until=first.pk) == 0
    assert unread_count(told.seller) == 1
    assert mark_read(by=told.seller, ids=[second.pk]) == 1
    assert unread_count(told.south) == 1


def test_the_bell_counts_by_index_and_no_further_than_it_shows(firm):
    Notice.objects.bulk_create(
        Notice(person=firm.seller, kind="x", text="x", created_at="2026-01-01T00:00Z") for _ in range(150)
    )
    assert unread_count(firm.seller) == 100
    if connection.vendor == "sqlite":
        plan = Notice.objects.visible_to(firm.seller).unread().values_list("pk", flat=True)[:100].explain()
        assert "notice_" in plan


@pytest.fixture
def get(client):
    def look(who, name, *args, **more):
        client.force_login(who)
        return client.get(reverse(name, args=args), **more)

    return look


def test_the_page_shows_them_and_the_bell_counts_them(get, told):
    text = get(told.seller, "notices").content.decode()
    assert "陈岚 gave you 苏州" in text
    bell = get(told.seller, "notices-bell").content.decode()
    assert '<span class="badge">1</span>' in bell
    assert f'hx-get="{reverse("notices-bell")}" hx-trigger="every 15s"' in bell
    assert "<html" not in bell
    assert 'class="badge"' not in get(told.boss, "notices-bell").content.decode()
    assert "苏州" not in get(told.south, "notices").content.decode().split("<main")[1].split("</main>")[0]
    assert 'class="empty"' in get(told.boss, "notices").content.decode()


def test_opening_a_notice_reads_it_and_leads_to_the_record(client, get, told):
    notice = Notice.objects.get(person=told.seller)
    client.force_login(told.seller)
    assert client.post(reverse("notice-reading", args=[notice.pk])).url == f"/a-unit/{told.suzhou.pk}/"
    assert unread_count(told.seller) == 0
    hidden = Notice.objects.get(person=told.south)
    assert client.post(reverse("notice-reading", args=[hidden.pk])).status_code == 404
    assert unread_count(told.south) == 1
    client.force_login(told.south)
    assert client.post(reverse("notice-reading", args=[hidden.pk])).url == reverse("notices")


def test_all_are_read_up_to_what_was_on_the_page(client, told):
    notice = Notice.objects.get(person=told.seller)
    later = notify(people=[told.seller], kind="x", text="Later")
    client.force_login(told.seller)
    client.post(reverse("notice-readings"), {"until": str(notice.pk)})
    assert unread_count(told.seller) == later
    for nonsense in ("", "x", "-1", "9" * 30, "²"):
        client.post(reverse("notice-readings"), {"until": nonsense})
    assert unread_count(told.seller) == later


def test_guests_and_wrong_methods_are_refused(client, told):
    notice = Notice.objects.get(person=told.seller)
    for name in ("notices", "notices-bell"):
        assert client.get(reverse(name)).status_code == 302
    assert client.post(reverse("notice-readings"), {"until": "999"}).status_code == 302
    client.force_login(told.seller)
    assert client.get(reverse("notice-reading", args=[notice.pk])).status_code == 405
    assert unread_count(told.seller) == 1


def test_many_notices_are_read_page_by_page(get, client, firm):
    for number in range(45):
        notify(people=[firm.seller], kind="x", text=f"Notice {number}")
    first = get(firm.seller, "notices").content.decode()
    assert "Notice 44<" in first
    assert "Notice 4<" not in first
    assert client.get(reverse("notices") + "?after=nonsense").url == reverse("notices")
