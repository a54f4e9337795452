"""What SECURITY.md and docs/inventory.md say of signing in is what the program does."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.house.tables import ROOT, rows, sources
from tongxin.base.web.doors import anyone
from tongxin.base.web.limits import USUAL
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.org.models import Company
from tongxin.collab.people.actions.guessing import CODES_TOLD, GUESSES_PER_HOUR, network_of
from tongxin.project.passwords import _OURS, LEAST_OF_ONES_OWN, _words

pytestmark = pytest.mark.alike
PAGE = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
BEGINS = re.compile(r"from django\.contrib\.auth import [^\n]*\blogin\b|\.cycle_key\(")
WORDS = {10: "tenth"}


def test_limits_on_guessing_are_written_down() -> None:
    most, person, program = GUESSES_PER_HOUR, *USUAL
    assert (
        f"after {most['mail']} wrong passwords or codes for a mail address, {most['net']} from a network (an IPv4 address, a /64 of IPv6)"
        f" and {most['device']} in a browser that its owner has signed in with before"
    ) in PAGE
    assert network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64"
    assert f"of the {WORDS[CODES_TOLD]} wrong one within a day their person hears" in PAGE
    assert f"may send {person:,} requests in a minute and a token {program:,} (`TONGXIN_REQUESTS_PER_MINUTE`)" in PAGE


def test_words_that_are_no_passwords_are_written_down(cast: Cast) -> None:
    common = round(len(CommonPasswordValidator().passwords), -3)
    ours = ", ".join(f"`{one}`" for one in _OURS)
    assert f"the domain of one's mail or {ours} with fewer than {LEAST_OF_ONES_OWN} signs of one's own beside" in PAGE
    assert f"none is among the {common:,} most common" in PAGE
    Company.objects.update(name="恒信阀门有限公司")
    assert {"恒信阀门", "hengxinfamen", "hxfm", "hengxin", *_OURS} <= set(_words(cast.seller))


def test_every_way_in_is_written_down() -> None:
    found = rows("docs/inventory.md", "## Ways in")
    written = [pattern for cell in found for pattern in re.findall(r"`([^`]+)`", cell)]
    assert sorted(written) == sorted(one.pattern for one in routes() if not is_api(one) and one.view.door is anyone)
    _opened, places = rows("docs/inventory.md", "Beside addresses:")["a session begins"]
    assert {place for place, text in sources().items() if BEGINS.search(text)} == set(re.findall(r"`([^`]+)`", places))


def test_how_long_a_session_lasts_is_written_down() -> None:
    days, silence = (span // 86_400 for span in (settings.SESSION_COOKIE_AGE, settings.SESSION_SECONDS_OF_SILENCE))
    assert f"A session lasts {days} days" in PAGE
    assert f"it ends after {silence} days of silence" in PAGE


def test_as_many_sessions_at_once_as_is_written_down(cast: Cast) -> None:
    assert "a person may have any number at once" in PAGE
    clients = [Client() for _ in range(6)]
    for client in clients:
        client.post("/login/", {"email": cast.seller.email, "password": PASSWORD})
    assert {client.get("/today/", headers={"HX-Request": "true"}).status_code for client in clients} == {200}
    assert Session.objects.count() == len(clients)
