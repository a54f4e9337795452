"""The doors of saved views."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tongxin.collab.views.models import SavedView
from tongxin.collab.views.queries import saved_tabs


@pytest.fixture
def post(client):
    def send(who, where, /, *args, **values):
        client.force_login(who)
        return client.post(reverse(where, args=args), {"path": "/customers/", **values})

    return send


@pytest.fixture
def view(post, cast):
    post(cast.seller, "saved-views", kind="party", name="苏州", query="city=苏州&owner=me&sort=-name&after=abc")
    return SavedView.objects.get()


def test_saving_leads_back_to_the_list_as_it_is(post, cast, view):
    assert view.filter["and"] == [{"field": "city", "op": "eq", "value": "苏州"}, {"field": "owner", "op": "mine"}]
    assert view.sort == "-name"
    answer = post(cast.seller, "saved-view", view.pk, name="新名字", sharing="unit")
    assert answer.url == f"/customers/{SavedView.objects.get().query}"
    assert (SavedView.objects.get().name, SavedView.objects.get().sharing) == ("新名字", "unit")
    assert post(cast.seller, "saved-view-deletion", view.pk).url == "/customers/"
    assert not SavedView.objects.exists()


def test_what_one_may_not_see_does_not_exist(post, cast, view):
    for name in ("saved-view", "saved-view-deletion"):
        assert post(cast.colleague, name, view.pk, name="x").status_code == 404
        assert post(cast.colleague, name, 999_999, name="x").status_code == 404
    assert SavedView.objects.get().name == "苏州"


def test_what_one_may_only_see_stays(post, cast, view):
    post(cast.seller, "saved-view", view.pk, sharing="unit")
    for name in ("saved-view", "saved-view-deletion"):
        assert post(cast.colleague, name, view.pk, name="x").status_code == 403
    assert SavedView.objects.get().name == "苏州"
    assert post(cast.seller, "saved-view", view.pk, sharing="firm").status_code == 403


def test_a_refusal_leads_back_with_the_reason(post, cast, view):
    answer = post(cast.seller, "saved-views", kind="party", name="苏州", query="city=苏州")
    assert answer.status_code == 302
    assert SavedView.objects.count() == 1
    broken = post(cast.seller, "saved-views", kind="party", name="坏", query="filter={")
    assert broken.status_code == 302
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_elsewhere(post, cast, view, path):
    assert post(cast.seller, "saved-view-deletion", view.pk, path=path).url == "/"


def test_the_order_is_posted(post, cast, view):
    post(cast.seller, "saved-views", kind="party", name="二", query="")
    second = SavedView.objects.get(name="二")
    post(cast.seller, "saved-view-order", kind="party", ids=[second.pk, view.pk, "x"])
    assert list(SavedView.objects.in_order()) == [second, view]


def test_htmx_is_told_where_to_go(client, cast, view):
    client.force_login(cast.seller)
    answer = client.post(
        reverse("saved-view-deletion", args=[view.pk]), {"path": "/customers/"}, HTTP_HX_REQUEST="true"
    )
    assert answer["HX-Redirect"] == "/customers/"


def test_guests_change_nothing(client, cast, view):
    client.logout()
    for url in (reverse("saved-views"), reverse("saved-view", args=[view.pk]), reverse("saved-view-order")):
        assert client.post(url, {"name": "x"}).status_code == 302
    assert SavedView.objects.get().name == "苏州"


def test_the_tabs_offer_what_one_may_do(cast, view):
    tabs = saved_tabs(cast.seller, "party", "/customers/", str(view.pk))
    context = {"saved_tabs": tabs, "view_kind": "party", "view_path": "/customers/", "view_query": "city=x"}
    text = render_to_string("views/_saved.html", context)
    assert 'aria-current="page"' in text
    assert reverse("saved-view-deletion", args=[view.pk]) in text
    assert 'value="firm"' not in text
    assert 'value="firm"' in render_to_string("views/_saved.html", {**context, "may_share_firm": True})
