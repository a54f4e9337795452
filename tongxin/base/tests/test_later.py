import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, get_resolver, path, resolve, reverse

from tongxin.base.web.later import Later
from tongxin.base.web.routes import every_route_has_a_door, routes

PART = Later("account/", "django.contrib.auth.urls", {"login": "login/"})
urlpatterns = [path("here/", lambda request: None, name="here"), PART]


@override_settings(ROOT_URLCONF=__name__)
def test_a_part_is_read_when_somebody_asks_for_it():
    assert [reverse("here"), reverse("login")] == ["/here/", "/account/login/"]
    assert [route.name for route in routes(only_read=True)] == ["here"]
    assert not PART.is_read
    assert resolve("/account/login/").url_name == "login"
    assert PART.is_read
    assert "password_change" in [route.name for route in routes(only_read=True)]
    assert reverse("login") == "/account/login/"
    with pytest.raises(NoReverseMatch):
        reverse("password_change")


def test_what_is_read_later_is_linked_to_where_it_is_and_has_doors():
    later = [entry for entry in get_resolver().url_patterns if isinstance(entry, Later)]
    assert later
    for part in later:
        there = {route.name: route.pattern for route in routes(part)}
        assert {name: there[name] for name in part.names} == dict(part.names)
    assert every_route_has_a_door(None) == []
