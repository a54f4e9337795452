"""Sorting addresses by their first word changes nothing but the time."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, get_resolver, include, path, reverse
from django.urls.resolvers import RegexPattern

from tongxin.base.web.first_words import by_first_word


def view(request: HttpRequest, **facts: object) -> HttpResponse:
    return HttpResponse()


ROOMS = [
    path("", view, name="home"),
    path("", include([path("tea/", view, name="teas"), path("tea/new/", view, name="new-tea")])),
    path("", include([path("cup/", view, name="cups"), path("tea/<int:pk>/", view, {"hot": True}, name="tea")])),
    path("", include(([path("lid/", view, name="lid")], "lids"), namespace="lids")),
    path("<slug:word>/", view, name="any"),
    path("pot/", include([path("<int:pk>/", view, name="pot")]), {"hot": False}),
    path("api/v1/", include(([path("teas/<int:pk>", view, name="tea")], "api"), namespace="api")),
]
SORTED = by_first_word(ROOMS)


def resolver(patterns: list[object]) -> URLResolver:
    return URLResolver(RegexPattern(r"^/"), patterns)  # type: ignore[arg-type]  # a list, as Django itself hands over


@pytest.mark.parametrize(
    "address", ["/", "/tea/", "/tea/new/", "/cup/", "/tea/7/", "/lid/", "/jug/", "/pot/7/", "/api/v1/teas/7"]
)
def test_each_address_leads_where_it_did(address: str) -> None:
    before, after = resolver(ROOMS).resolve(address), resolver(SORTED).resolve(address)
    said = [(one.route, one.view_name, one.kwargs, one.namespaces) for one in (before, after)]
    assert said[0] == said[1]


def test_what_leads_nowhere_still_does() -> None:
    with pytest.raises(Resolver404):
        resolver(SORTED).resolve("/tea/pot/1/")


def test_a_placeholder_is_tried_after_all_words_wherever_it_stands() -> None:
    entries = by_first_word([path("<slug:word>/", view, name="any"), path("jar/", view, name="jars")])
    assert [resolver(entries).resolve(address).view_name for address in ("/jar/", "/jug/")] == ["jars", "any"]


def test_names_lead_to_the_same_addresses() -> None:
    assert [resolver(SORTED).reverse("tea", 7), resolver(SORTED).reverse("cups")] == ["tea/7/", "cup/"]


def test_the_programs_own_addresses_are_sorted() -> None:
    assert len(get_resolver().url_patterns) < 80
    assert reverse("customer", args=[5]) == "/customers/5/"
