"""Signing in and out; links by which one chooses a password."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client

from tests.cast import PASSWORD, Cast, fresh
from tongxin.base.clock import now
from tongxin.base.web.addresses import networks
from tongxin.collab.people.actions import (
    InvitationUsed,
    accept_invitation,
    create_token,
    deactivate_person,
    forget_past_attempts,
    invite_person,
    reactivate_person,
    set_password,
)
from tongxin.collab.people.models import FailedSignIn, Person, Token

USES = 50  # of one link at once


def sign_in(client: Client, mail: str, password: str = PASSWORD, **more: str):
    return client.post("/login/", {"email": mail, "password": password, **more})


def test_somebody_signs_in_and_gets_a_new_session(client: Client, cast: Cast) -> None:
    client.get("/login/")
    client.session["x"] = 1
    before = client.session.session_key
    answer = sign_in(client, "  BOSS@hengxin.example ")
    assert answer.status_code == 302
    assert client.session.session_key != before
    assert int(client.session["_auth_user_id"]) == cast.boss.pk


def test_a_wrong_password_and_an_unknown_mail_read_alike(client: Client, cast: Cast) -> None:
    wrong = sign_in(client, "boss@hengxin.example", "wrong")
    unknown = sign_in(client, "nobody@hengxin.example", "wrong")
    left = sign_in(client, "left@hengxin.example")
    assert wrong.status_code == unknown.status_code == left.status_code == 422
    say = [answer.context["form"].non_field_errors() for answer in (wrong, unknown, left)]
    assert say[0] == say[1] == say[2]


def test_every_refusal_costs_one_password_check(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Person.objects.filter(pk=cast.clerk.pk).update(password="!unusable")
    hashed: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda self, password, salt: hashed.append(password) or encode(self, password, salt)
    )
    counts = []
    for mail in ("boss@hengxin.example", "nobody@hengxin.example", "left@hengxin.example", "clerk@hengxin.example"):
        hashed.clear()
        sign_in(client, mail, "wrong-password")
        counts.append(len(hashed))
    assert counts == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/customers/?q=1", "/customers/?q=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_is_only_led_to_our_own_pages(client: Client, cast: Cast, wanted: str, led_to: str) -> None:
    assert sign_in(client, "boss@hengxin.example", next=wanted)["Location"] == led_to


def test_guessing_ends_after_ten_tries_and_the_right_password_must_wait(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "tongxin")
    for _ in range(10):
        assert sign_in(client, "seller@hengxin.example", "wrong").status_code == 422
    assert f"wrong password of person {cast.seller.pk}, from 127.0.0.1" in caplog.text
    assert sign_in(client, "seller@hengxin.example").status_code == 429
    assert "too many wrong passwords or codes" in caplog.text
    assert "seller@" not in caplog.text
    assert sign_in(client, "boss@hengxin.example").status_code == 302
    FailedSignIn.objects.update(at=now() - timedelta(minutes=61))
    client.logout()
    assert sign_in(client, "seller@hengxin.example").status_code == 302


def test_nobodys_guessing_locks_the_owner_out_of_a_browser_that_knows_them(client: Client, cast: Cast) -> None:
    sign_in(client, "seller@hengxin.example")
    client.post("/logout/")
    guesser = Client()
    for _ in range(11):
        sign_in(guesser, "seller@hengxin.example", "wrong")
    assert sign_in(guesser, "seller@hengxin.example").status_code == 429
    FailedSignIn.objects.bulk_create([FailedSignIn(key="net:127.0.0.1", at=now()) for _ in range(60)])
    assert sign_in(client, "seller@hengxin.example").status_code == 302


def test_a_known_browser_guesses_no_more_than_others_and_knows_one_person(client: Client, cast: Cast) -> None:
    sign_in(client, "seller@hengxin.example")
    client.post("/logout/")
    for _ in range(10):
        assert sign_in(client, "seller@hengxin.example", "wrong").status_code == 422
    assert sign_in(client, "seller@hengxin.example").status_code == 429
    assert sign_in(Client(), "seller@hengxin.example").status_code == 302  # what it guessed is its own affair
    for _ in range(10):
        sign_in(client, "boss@hengxin.example", "wrong")
    assert sign_in(client, "boss@hengxin.example").status_code == 429
    client.cookies["device"] = client.cookies["device"].value + "x"
    assert sign_in(client, "colleague@hengxin.example", "wrong").status_code == 422


def test_behind_a_trusted_proxy_every_visitor_has_an_own_limit(client: Client, cast: Cast, settings: Any) -> None:
    FailedSignIn.objects.bulk_create([FailedSignIn(key="net:198.51.100.1", at=now()) for _ in range(60)])

    def tried(visitor: str) -> int:
        posted = {"email": "seller@hengxin.example", "password": PASSWORD}
        return Client().post("/login/", posted, headers={"X-Forwarded-For": visitor}).status_code

    assert tried("198.51.100.1") == 302  # untrusted, so that nobody is believed
    settings.TRUSTED_PROXIES = networks("127.0.0.1")
    assert (tried("198.51.100.1"), tried("198.51.100.2")) == (429, 302)


def test_guessing_many_mails_from_one_place_ends_too(client: Client, cast: Cast) -> None:
    FailedSignIn.objects.bulk_create([FailedSignIn(key="net:127.0.0.1", at=now()) for _ in range(60)])
    assert sign_in(client, "seller@hengxin.example").status_code == 429


def test_old_guesses_and_ended_sessions_are_forgotten_and_nothing_else(client: Client, cast: Cast) -> None:
    sign_in(client, "boss@hengxin.example")
    old, recent = now() - timedelta(days=2), now() - timedelta(minutes=5)
    FailedSignIn.objects.bulk_create([FailedSignIn(key="mail:x", at=old), FailedSignIn(key="mail:x", at=recent)])
    assert forget_past_attempts(now=now()) == {"guesses": 1, "sessions": 0, "browsers": 0}
    assert client.get("/settings/me/").status_code == 200
    assert forget_past_attempts(now=now() + timedelta(days=40))["sessions"] == 1
    assert client.get("/settings/me/").status_code == 302


def test_the_session_ends_with_the_next_request_when_somebody_leaves(client: Client, cast: Cast) -> None:
    sign_in(client, "seller@hengxin.example")
    assert client.get("/settings/me/").status_code == 200
    deactivate_person(by=cast.boss, person=cast.seller)
    assert client.get("/settings/me/")["Location"].startswith("/login/")
    reactivate_person(by=cast.boss, person=cast.seller)
    assert client.get("/settings/me/")["Location"].startswith("/login/")


def test_the_token_ends_when_somebody_leaves_and_stays_dead(cast: Cast) -> None:
    token, _secret = create_token(by=cast.seller, person=cast.seller, name="ERP")
    assert Token.objects.alive(now()).filter(pk=token.pk).exists()
    deactivate_person(by=cast.boss, person=cast.seller)
    assert not Token.objects.alive(now()).filter(pk=token.pk).exists()
    reactivate_person(by=cast.boss, person=cast.seller)
    assert not Token.objects.alive(now()).filter(pk=token.pk).exists()


def test_signing_out_is_a_post_and_ends_the_session(client: Client, cast: Cast) -> None:
    sign_in(client, "seller@hengxin.example")
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/settings/me/").status_code == 302


def test_a_guest_chooses_a_language_by_cookie(client: Client, cast: Cast) -> None:
    client.post("/settings/language/", {"language": "en", "next": "/login/"})
    assert "Sign in" in client.get("/login/").content.decode()
    client.post("/settings/language/", {"language": "zh-hans", "next": "/login/"})
    assert "登录" in client.get("/login/").content.decode()
    assert client.post("/settings/language/", {"language": "xx"}).status_code == 400


def test_a_link_lets_one_choose_a_password_once(client: Client, cast: Cast) -> None:
    secret = invite_person(by=cast.boss, person=cast.stranger)
    assert client.get(f"/welcome/{secret}/").status_code == 200
    assert client.post(f"/welcome/{secret}/", {"password": "12345678"}).status_code == 422
    assert client.post(f"/welcome/{secret}/", {"password": "a better sentence"}).status_code == 302
    assert client.get("/settings/me/").status_code == 200
    other = Client()
    assert other.get(f"/welcome/{secret}/").status_code == 410
    assert other.post(f"/welcome/{secret}/", {"password": "another sentence"}).status_code == 410
    assert fresh(cast.stranger).check_password("a better sentence")


def test_a_link_dies_with_a_new_password_with_leaving_and_with_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = invite_person(by=cast.boss, person=cast.stranger)
    set_password(by=cast.boss, person=cast.stranger, password="given by hand")
    second = invite_person(by=cast.boss, person=cast.stranger)
    deactivate_person(by=cast.boss, person=cast.stranger)
    reactivate_person(by=cast.boss, person=cast.stranger)
    third = invite_person(by=cast.boss, person=cast.stranger)
    monkeypatch.setattr("tongxin.collab.people.actions.invitations.LASTS", timedelta(seconds=-1))
    for secret in (first, second, third, "nonsense", ""):
        with pytest.raises(InvitationUsed):
            accept_invitation(secret=secret, password="a better sentence")


def test_who_comes_between_the_look_and_the_use_of_a_link_wins(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = invite_person(by=cast.boss, person=cast.stranger)

    def meanwhile(password: str, person: Person) -> None:
        set_password(by=cast.boss, person=fresh(cast.stranger), password="the other was quicker")

    monkeypatch.setattr("tongxin.collab.people.actions.invitations.validate_password", meanwhile)
    with pytest.raises(InvitationUsed):
        accept_invitation(secret=secret, password="a better sentence")
    assert not fresh(cast.stranger).check_password("a better sentence")


def test_a_session_of_somebody_marked_as_left_by_any_means_is_dead(client: Client, cast: Cast) -> None:
    sign_in(client, "seller@hengxin.example")
    Person.objects.filter(pk=cast.seller.pk).update(deactivated_at=now())
    assert client.get("/settings/me/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_link_at_once_one_succeeds(transactional_db: None) -> None:
    person = Person.objects.create(email="new@hengxin.example", name="新人", sort_key="xin")
    secret = invite_person(by=person, person=person)
    won: list[int] = []
    lost: list[int] = []
    start = threading.Barrier(USES)

    def use(number: int) -> None:
        start.wait()
        try:
            accept_invitation(secret=secret, password=f"a better sentence {number}")
            won.append(number)
        except InvitationUsed:
            lost.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(number,)) for number in range(USES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, USES - 1)
    assert fresh(person).check_password(f"a better sentence {won[0]}")
