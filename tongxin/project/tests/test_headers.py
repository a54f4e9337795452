"""Every page tells the browser to be strict, and holds nothing that the browser then refuses."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.base.web.routes import is_api, routes

pytestmark = pytest.mark.alike
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>\s*\S|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.I)
GUESTS = ["/login/", "/setup/", "/health/", "/welcome/x/", "/nowhere/"]


def pages() -> list[str]:
    """All addresses without numbers in them that answer a GET."""
    return sorted(
        f"/{route.pattern}"
        for route in routes()
        if not is_api(route) and "<" not in route.pattern and "GET" in getattr(route.view, "door_methods", ())
    )


def strict(answer) -> None:
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    if answer["Content-Type"].startswith("text/html") and not answer.streaming:
        assert not INLINE.search(answer.content.decode())


def test_the_list_of_pages_is_not_empty() -> None:
    assert {"/login/", "/settings/people/", "/setup/selling/"} <= set(pages())


@pytest.mark.parametrize("path", pages())
def test_pages_of_the_boss_are_strict(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.boss)
    answer = client.get(path)
    assert answer.status_code < 500
    strict(answer)


@pytest.mark.parametrize("path", GUESTS)
def test_pages_of_guests_are_strict(client: Client, cast: Cast, path: str) -> None:
    strict(client.get(path))


def test_inline_things_would_be_seen() -> None:
    for bad in ("<script>go()</script>", '<p style="color:red">', '<a onclick="go()">', "<style>p{}</style>"):
        assert INLINE.search(bad)
    assert not INLINE.search('<script type="module" src="/static/ui/js/kit.js"></script>')
