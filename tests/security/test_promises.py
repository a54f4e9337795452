"""Small promises of docs/asvs.md that no room's test keeps: cookies, methods, what is open, passwords, chance."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast, fresh
from tests.commands.terminal import ROOT
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.actions import accept_invitation, create_token, invite_person
from tongxin.collab.people.actions.devices import known_device
from tongxin.interfaces.rest.tests.asking import Caller, token_of

pytestmark = pytest.mark.alike
BEHIND_HTTPS = """
from tongxin.project import settings as told
print(told.SESSION_COOKIE_NAME, told.SESSION_COOKIE_SECURE, told.CSRF_COOKIE_NAME, told.CSRF_COOKIE_SECURE)
print(told.SECURE_HSTS_SECONDS, told.SECURE_HSTS_INCLUDE_SUBDOMAINS, told.ALLOWED_HOSTS, told.DEBUG)
print(told.PASSWORD_HASHERS)
"""


def entered(mail: str = "seller@hengxin.example") -> Client:
    client = Client()
    client.post("/login/", {"email": mail, "password": PASSWORD})
    return client


def test_cookies_stay_with_the_browser_and_the_site(cast: Cast) -> None:
    client = entered()
    client.get("/today/")
    assert {"session", "csrf", "device"} <= set(client.cookies)
    for name in ("session", "csrf", "device"):
        assert (client.cookies[name]["httponly"], client.cookies[name]["samesite"]) == (True, "Lax"), name
    assert len(client.cookies["session"].value) >= 32
    assert client.cookies["session"]["max-age"] == 60 * 60 * 24 * 30


def test_behind_https_cookies_are_bound_to_the_host_and_browsers_told_to_stay() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TONGXIN", "DJANGO", "DATABASE"))}
    more = {"TONGXIN_DATA": settings.DATA, "TONGXIN_BASE_URL": "https://crm.hengxin.example", "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", BEHIND_HTTPS], env={**kept, **more}, capture_output=True, text=True)
    cookies, hosts, hashers = said.stdout.splitlines()
    assert cookies == "__Host-session True __Host-csrf True"
    assert hosts == "31536000 True ['crm.hengxin.example', '127.0.0.1', 'localhost'] False"
    assert hashers == "['django.contrib.auth.hashers.Argon2PasswordHasher']"


def test_no_other_origin_may_read_and_no_odd_method_is_answered(cast: Cast) -> None:
    client = entered()
    for path in ("/today/", "/api/v1/parties", "/health/"):
        answer = client.get(path, headers={"Origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("Access-Control")], path
        assert client.trace(path).status_code in (401, 405), path
    for path in ("/static/", "/static/../", "/.git/config", "/files/", "/tongxin.sqlite3", "/secret.key"):
        assert client.get(path).status_code == 404, path


def test_answers_say_in_which_letters_they_are_written(cast: Cast) -> None:
    client = entered("boss@hengxin.example")
    plain = [one for one in routes() if not is_api(one) and "<" not in one.pattern and "GET" in one.view.door_methods]
    kinds = {one.pattern: client.get(f"/{one.pattern}").headers.get("Content-Type", "") for one in plain[::8]}
    assert {
        path: kind for path, kind in kinds.items() if kind.startswith("text/") and "charset=utf-8" not in kind
    } == {}
    assert len(kinds) > 5


@pytest.mark.parametrize(
    "password", ["correct horse battery staple " * 4, "   鲸鱼在山坡上唱歌 🐋", "aaaaaaaabaaaaaaaac"]
)
def test_any_long_sentence_is_a_password_and_is_kept_as_it_was_typed(cast: Cast, password: str) -> None:
    accept_invitation(secret=invite_person(by=cast.boss, person=cast.seller), password=password)
    assert fresh(cast.seller).check_password(password)
    assert not fresh(cast.seller).check_password(password.strip()[:64].lower() + "x")


@pytest.mark.parametrize(
    "password",
    ["seller@hengxin", "password1", "7 signs", "HengXin-2026!", "恒信阀门12345", "hengxinfamen", "Tongxin@2026"],
)
def test_what_anybody_would_guess_is_no_password(cast: Cast, password: str) -> None:
    secret = invite_person(by=cast.boss, person=cast.seller)
    with pytest.raises(ValidationError):
        accept_invitation(secret=secret, password=password)


def test_a_silence_of_two_weeks_and_thirty_days_end_a_session(cast: Cast) -> None:
    client, at = entered(), timezone.now()
    row = Session.objects.filter(session_key=client.cookies["session"].value)
    assert timedelta(days=13) < row.get().expire_date - at <= timedelta(days=14, minutes=1)
    row.update(expire_date=at + timedelta(days=13))
    assert client.get("/today/").status_code == 200
    assert row.get().expire_date > at + timedelta(days=13, hours=23), "somebody was there"
    held = client.session
    held["begun"] = (at - timedelta(days=29)).timestamp()
    held.save()
    assert client.get("/today/").status_code == 200
    assert row.get().expire_date <= at + timedelta(days=1, minutes=1)
    row.update(expire_date=at)
    assert client.get("/today/").status_code == 302


def test_the_journal_says_who_what_and_when_in_one_zone(cast: Cast) -> None:
    entered()
    told = Entry.objects.filter(name="person.signed_in").latest("id")
    assert (told.actor, told.at.utcoffset()) == (cast.seller, timedelta())
    assert told.subject.id == cast.seller.pk


def test_a_word_with_line_ends_makes_no_second_line_of_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "tongxin")
    Client().post("/login/", {"email": "x@y.example\nINFO - forged", "password": "wrong"})
    assert "forged" not in caplog.text


def test_passwords_are_masked_and_may_be_pasted_and_kept(cast: Cast) -> None:
    link = invite_person(by=cast.boss, person=cast.stranger)
    for path, kind in (("/login/", "current-password"), (f"/welcome/{link}/", "new-password")):
        found = re.findall(r"<input[^>]*password[^>]*>", Client().get(path).content.decode())
        assert found, path
        for field in found:
            assert 'type="password"' in field, field
            assert f'autocomplete="{kind}"' in field, field
            assert "paste" not in field, field


def test_every_page_leads_to_the_way_out(cast: Cast) -> None:
    client = entered()
    for path in ("/today/", "/customers/"):
        assert 'href="/settings/me/"' in client.get(path).content.decode(), path
    assert 'action="/logout/"' in client.get("/settings/me/").content.decode()


def test_what_is_signed_for_one_purpose_opens_nothing_else(cast: Cast) -> None:
    client = entered()
    link = invite_person(by=cast.boss, person=cast.seller)
    assert Client().get(f"/welcome/{client.cookies['device'].value}/").status_code == 410
    guest = Client()
    guest.cookies["device"] = link
    guest.cookies["session"] = link
    assert guest.get("/today/").status_code == 302
    assert known_device(link) is None


def test_who_is_refused_by_a_door_stands_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "tongxin")
    assert entered().get("/settings/people/").status_code == 403
    assert f"refused person {cast.seller.pk}" in caplog.text


def test_who_is_refused_behind_a_door_stands_in_the_log_too(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    Role.objects.update(can_export=False)
    caplog.set_level("INFO", "tongxin")
    assert entered().get("/lists/party/export/").status_code == 403
    assert f"door export refused person {cast.seller.pk}" in caplog.text
    caplog.clear()
    Role.objects.update(scopes={"party": {"read": "all", "write": "none"}})
    assert Caller(token_of(cast.seller)).post("/parties", {"name": "恒润"}).status == 403
    assert f"refused person {cast.seller.pk}" in caplog.text


def test_of_a_parameter_that_comes_twice_one_value_is_read(cast: Cast) -> None:
    program = Caller(token_of(cast.boss))
    assert program.get("/parties?limit=nonsense&limit=2").status == 200
    assert program.get("/parties?limit=2&limit=nonsense").status == 422
    assert program.post("/parties", '{"name": "甲", "name": "乙厂"}').json["name"] == "乙厂"


@pytest.mark.parametrize("path", ["/today/", "/api/v1/me"])
def test_no_machine_reads_on_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(settings, "REQUESTS_PER_MINUTE", (4, 4))
    client = entered()
    _token, secret = create_token(by=cast.seller, person=cast.seller, name="reader")
    held = {"Authorization": f"Bearer {secret}"} if path.startswith("/api") else {}
    answers = [client.get(path, headers=held) for _ in range(10)]  # a minute may end among them, once
    assert [answers[0].status_code, answers[-1].status_code] == [200, 429] or answers[5].status_code == 429
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Retry-After"] in refused.content.decode(), "and in words"
    monkeypatch.setattr(settings, "REQUESTS_PER_MINUTE", (0, 0))
    assert client.get(path, headers=held).status_code == 200
