"""The search page and the palette's suggestions."""

import pytest
from django.urls import reverse

from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import rebuild
from tongxin.collab.search.tests.conftest import KIND


@pytest.fixture
def page(client, colleagues, people):
    rebuild(KIND)

    def look(who, name, q):
        client.force_login(who)
        return client.get(reverse(name), {"q": q})

    return look


def test_the_page_shows_hits_by_kind_with_what_was_typed_marked(page, colleagues):
    text = page(colleagues.boss, "search", "三丰").content.decode()
    assert "Colleagues" in text
    assert "张<mark>三丰</mark>" in text
    assert f"/people/{Person.objects.get(name='张三丰').pk}/" in text


def test_suggestions_are_options(page, colleagues):
    text = page(colleagues.boss, "search-suggest", "zsf").content.decode()
    assert "<html" not in text
    assert '<a role="option" href="/people/' in text
    assert reverse("search") + "?q=zsf" in text


@pytest.mark.parametrize("name", ["search", "search-suggest"])
def test_who_may_not_see_a_record_gets_the_page_of_nothing(page, colleagues, name):
    nothing = page(colleagues.stranger, name, "没有这人")
    hidden = page(colleagues.stranger, name, "张三丰")
    assert hidden.status_code == 200
    assert hidden.content.decode().replace("张三丰", "没有这人").count("没有这人") == nothing.content.decode().count(
        "没有这人"
    )
    assert "/people/" not in hidden.content.decode().replace(f"/people/{colleagues.stranger.pk}/", "")


@pytest.mark.parametrize("name", ["search", "search-suggest"])
def test_guests_sign_in_first(client, db, name):
    assert client.get(reverse(name), {"q": "张"}).status_code == 302
    assert client.get(reverse(name), HTTP_HX_REQUEST="true").status_code == 401
    assert client.post(reverse(name)).status_code in (302, 403)


def test_what_is_typed_is_shown_as_text(page, colleagues):
    Person.objects.filter(name="张恒").update(name="<b>张恒</b>")
    rebuild(KIND)
    text = page(colleagues.boss, "search", "<script>张恒").content.decode()
    assert "<script>张" not in text
    text = page(colleagues.boss, "search", "张恒").content.decode()
    assert "&lt;b&gt;<mark>张恒</mark>" in text


def test_an_empty_question_explains_itself(page, colleagues):
    assert 'class="empty"' in page(colleagues.boss, "search", "  ").content.decode()
