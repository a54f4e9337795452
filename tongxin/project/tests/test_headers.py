"""Pages of guests tell the browser to be strict, and hold nothing that the browser then refuses; all others are tried with the doors (tests/security)."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.security.observatory import INLINE, lax

pytestmark = pytest.mark.alike
GUESTS = ["/login/", "/setup/", "/health/", "/welcome/x/", "/nowhere/"]


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


@pytest.mark.parametrize("path", GUESTS)
def test_pages_of_guests_are_strict(client: Client, cast: Cast, path: str) -> None:
    strict(client.get(path))


def test_inline_things_would_be_seen() -> None:
    for bad in ("<script>go()</script>", '<p style="color:red">', '<a onclick="go()">', "<style>p{}</style>"):
        assert INLINE.search(bad)
    assert not INLINE.search('<script type="module" src="/static/ui/js/kit.js"></script>')


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'"),
        (
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; script-src 'unsafe-eval'",
        ),
        ("Strict-Transport-Security", ""),
        ("Cross-Origin-Opener-Policy", "unsafe-none"),
        ("Cache-Control", "public"),
    ],
)
def test_a_lax_answer_loses_its_points(client: Client, cast: Cast, header: str, value: str) -> None:
    answer = client.get("/welcome/x/")
    answer["Strict-Transport-Security"] = "max-age=31536000"
    for cookie in answer.cookies.values():
        cookie["secure"] = True
    assert lax(answer) == ""
    answer[header] = value
    assert lax(answer)
