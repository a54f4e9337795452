"""A second factor: setting it up, signing in with it, trusting a browser, losing the phone."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client

from tests.cast import PASSWORD, Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.base.database.secret import Secret
from tongxin.base.one_time_codes import code_at, new_key, step_of
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.actions import (
    begin_second_factor,
    confirm_second_factor,
    deactivate_person,
    end_sessions,
    forget_browsers,
    forget_past_attempts,
    invite_person,
    make_recovery_codes,
    reactivate_person,
    set_password,
    switch_off_second_factor,
)
from tongxin.collab.people.actions.second_factor import uses_code
from tongxin.collab.people.models import FailedSignIn, Person, RecoveryCode, SecondFactor

factor_at = import_module("tongxin.collab.people.actions.second_factor")
sign_in_at = import_module("tongxin.collab.people.actions.sign_in")  # the name is that of the verb, too
HERE = "/settings/me/second-factor/"
MAIL = "seller@hengxin.example"


def code_of(person: Person, away: int = 0) -> str:
    """What the app shows, so many half minutes from now."""
    return code_at(SecondFactor.objects.get(person=person).key.reveal(), step_of(now()) + away)


def with_app(person: Person) -> Person:
    """Somebody whose app is set up, and who has not used it in this minute."""
    SecondFactor.objects.create(person=person, key=Secret(new_key()), confirmed_at=now())
    return person


def sign_in(client: Client, password: str = PASSWORD):
    return client.post("/login/", {"email": MAIL, "password": password})


def give(client: Client, code: str, **more: str):
    return client.post("/login/code/", {"code": code, **more})


def is_in(client: Client) -> bool:
    return client.get("/settings/me/").status_code == 200


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[datetime]:
    """Half minutes don't end while a test is at it."""
    at = now()
    with replaying(at):
        yield at


@pytest.fixture
def seller(cast: Cast) -> Person:
    return with_app(cast.seller)


@pytest.fixture
def halfway(client: Client, seller: Person) -> Client:
    assert sign_in(client)["Location"].startswith("/login/code/")
    return client


def test_somebody_sets_an_app_up_and_signs_in_with_its_code(client: Client, cast: Cast) -> None:
    sign_in(client)
    assert client.post(f"{HERE}key/", {"old": "guess"}).status_code == 422
    assert not SecondFactor.objects.exists()
    assert client.post(f"{HERE}key/", {"old": PASSWORD})["Location"] == HERE
    page = client.get(HERE)
    key = page.context["key"].replace(" ", "")
    assert page.context["drawing"] in page.content.decode()
    assert client.post(f"{HERE}confirmation/", {"code": "12345"}).status_code == 422
    assert sign_in(Client())["Location"] == "/", "it does not count before a code was typed"
    code = code_at(key, step_of(now()))
    codes = client.post(f"{HERE}confirmation/", {"code": f"{code[:3]} {code[3:]}"}).context["codes"]
    assert len(set(codes)) == 10
    told = client.get(HERE).content.decode()
    assert key not in told.replace(" ", "")
    assert codes[0] not in told
    other = Client()
    assert sign_in(other)["Location"] == "/login/code/?next=%2F"
    assert not is_in(other)
    assert other.get("/login/code/").status_code == 200
    assert give(other, code).status_code == 422, "the code by which it was set up has counted"
    assert give(other, code_of(cast.seller, 1), next="/customers/")["Location"] == "/customers/"
    assert is_in(other)


def test_a_code_counts_once_and_its_neighbours_within_a_step(halfway: Client, seller: Person) -> None:
    for away in (-2, 2, 40):
        assert give(halfway, code_of(seller, away)).status_code == 422
    code, later = code_of(seller, 0), code_of(seller, 1)
    assert give(halfway, code).status_code == 302
    again = Client()
    sign_in(again)
    assert give(again, code).status_code == 422
    assert give(again, code_of(seller, -1)).status_code == 422
    assert give(again, later).status_code == 302


def test_of_many_who_send_one_code_at_once_one_is_in(transactional_db: None) -> None:
    person = Person.objects.create(email="new@hengxin.example", name="新人", sort_key="xin")
    with_app(person)
    at, code, start, fitting = now(), code_of(person), threading.Barrier(8), []

    def use(factor: SecondFactor) -> None:
        start.wait()  # each has read that this code was not taken yet
        try:
            with replaying(at), transaction.atomic():
                fitting.append(uses_code(factor=factor, code=code))
        finally:
            connection.close()

    factors = [SecondFactor.objects.get(person=person) for _number in range(8)]
    threads = [threading.Thread(target=use, args=(factor,)) for factor in factors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(fitting) == [False] * 7 + [True]


def test_who_knows_only_the_password_reaches_nothing(halfway: Client, seller: Person) -> None:
    assert "_auth_user_id" not in halfway.session
    for path in ("/", "/settings/me/", HERE, "/customers/", "/api/v1/me"):
        assert halfway.get(path).status_code in (302, 401), path
    assert halfway.post(f"{HERE}end/", {"old": PASSWORD}).status_code == 302
    assert SecondFactor.objects.on().filter(person=seller).exists()
    assert "device" not in halfway.cookies, "a browser is known once somebody is in"
    assert not Entry.objects.filter(name="person.signed_in").exists()
    assert give(Client(), code_of(seller))["Location"].startswith("/login/?")


@pytest.mark.parametrize(
    "end",
    [
        lambda person: set_password(by=person, person=person, password="a better sentence"),
        lambda person: end_sessions(by=person, person=person),
        lambda person: (deactivate_person(by=person, person=person), reactivate_person(by=person, person=person)),
        lambda person: switch_off_second_factor(by=person),
        None,
    ],
    ids=["new password", "ended by hand", "left", "switched off", "time"],
)
def test_what_ends_sessions_ends_the_way_between(
    halfway: Client, seller: Person, end: Callable[[Person], object] | None
) -> None:
    code = code_of(seller)
    if end is not None:
        end(seller)
        assert give(halfway, code)["Location"].startswith("/login/?")
    else:
        with replaying(now() + timedelta(minutes=10)):
            assert give(halfway, code_of(seller))["Location"].startswith("/login/?")
    assert not is_in(halfway)


def test_a_factor_that_goes_while_its_code_is_on_the_way_breaks_nothing(
    halfway: Client, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, asked = code_of(seller), sign_in_at.limits_of

    def meanwhile(*words: Any, **more: Any) -> dict[str, str]:
        switch_off_second_factor(by=seller)
        return asked(*words, **more)

    monkeypatch.setattr(sign_in_at, "limits_of", meanwhile)
    assert give(halfway, code)["Location"].startswith("/login/?")
    assert not is_in(halfway)


def test_wrong_codes_count_like_wrong_passwords_and_the_password_forgives_none(halfway: Client, seller: Person) -> None:
    for number in range(10):
        assert give(halfway, f"wrong{number}").status_code == 422
        if number % 4 == 0:
            assert sign_in(halfway).status_code == 302
    assert give(halfway, code_of(seller)).status_code == 429
    assert sign_in(Client()).status_code == 429
    told = Notice.objects.get(person=seller, kind="second_factor.guessed")
    assert told.url == "/settings/me/"
    assert SecondFactor.objects.get().last_step == -1
    with replaying(now() + timedelta(minutes=61)):
        assert sign_in(halfway).status_code == 302
        assert give(halfway, code_of(seller)).status_code == 302
    assert not FailedSignIn.objects.filter(key=f"mail:{MAIL}").exists()


def test_whoever_guesses_slowly_is_told_of_too(halfway: Client, seller: Person) -> None:
    for hour in (0, 2):
        with replaying(now() + timedelta(hours=hour)):
            assert sign_in(halfway)["Location"].startswith("/login/code/")
            for _each in range(5):
                assert give(halfway, "000").status_code == 422
            owner = Client()
            sign_in(owner)
            assert give(owner, code_of(seller)).status_code == 302, "which forgives what was guessed in this hour"
    assert Notice.objects.filter(person=seller, kind="second_factor.guessed").count() == 1


def test_without_the_password_nobody_learns_who_has_one(client: Client, seller: Person) -> None:
    told = [
        (answer.status_code, answer.context["form"].non_field_errors(), answer.headers.get("Set-Cookie"))
        for mail in (MAIL, "boss@hengxin.example", "nobody@hengxin.example")
        for answer in [Client().post("/login/", {"email": mail, "password": "wrong"})]
    ]
    assert told[0] == told[1] == told[2]
    assert client.get("/login/code/")["Location"].startswith("/login/?")


def test_a_recovery_code_opens_once_and_new_ones_end_the_old(client: Client, seller: Person) -> None:
    first = make_recovery_codes(by=seller)
    assert not [code for code in first if RecoveryCode.objects.filter(digest__contains=code.replace("-", ""))]
    sign_in(client)
    assert give(client, "0" + first[1][1:]).status_code == 422
    assert give(client, first[3].replace("-", "")).status_code == 302
    assert Entry.objects.get(name="second_factor.code_used").particulars == {"left": 9}
    again = Client()
    sign_in(again)
    assert give(again, first[3]).status_code == 422
    second = client.post(f"{HERE}codes/", {"old": PASSWORD}).context["codes"]
    assert give(again, first[4]).status_code == 422
    assert give(again, f" {second[4].replace('-', '－')} ").status_code == 302, "as a Chinese keyboard types it"
    assert "还剩 9 个恢复码" in client.get(HERE).content.decode()


@pytest.mark.parametrize(
    "end",
    [
        lambda person: set_password(by=person, person=person, password=PASSWORD),
        lambda person: (deactivate_person(by=person, person=person), reactivate_person(by=person, person=person)),
        lambda person: (switch_off_second_factor(by=person), with_app(person)),
        lambda person: forget_browsers(by=person),
        None,
    ],
    ids=["new password", "left", "switched off", "forgotten", "time"],
)
def test_a_trusted_browser_is_not_asked_until_trust_ends(
    halfway: Client, seller: Person, end: Callable[[Person], object] | None
) -> None:
    assert give(halfway, code_of(seller), trusts="on").status_code == 302
    halfway.post("/logout/")
    assert sign_in(halfway)["Location"] == "/", "the password is enough here"
    assert sign_in(Client())["Location"].startswith("/login/code/"), "and nowhere else"
    assert halfway.get(HERE).context["browsers"] == 1
    halfway.post("/logout/")
    if end is not None:
        end(fresh(seller))
        assert sign_in(halfway)["Location"].startswith("/login/code/")
    else:
        with replaying(now() + timedelta(days=30)):
            assert sign_in(halfway)["Location"].startswith("/login/code/")
            assert forget_past_attempts(now=now())["browsers"] == 1


def test_a_mark_left_before_is_trusted_by_nobody(client: Client, seller: Person) -> None:
    sign_in(client)
    give(client, code_of(seller))
    stolen = client.cookies["device"].value
    client.post("/logout/")
    sign_in(client)
    give(client, code_of(seller, 1), trusts="on")
    thief = Client()
    thief.cookies["device"] = stolen
    assert sign_in(thief)["Location"].startswith("/login/code/")


def test_a_link_to_choose_a_password_stands_for_the_password_alone(client: Client, seller: Person, cast: Cast) -> None:
    secret = invite_person(by=cast.boss, person=seller)
    answer = client.post(f"/welcome/{secret}/", {"password": "a better sentence"})
    assert answer["Location"].startswith("/login/code/")
    assert not is_in(client)
    assert give(client, code_of(seller)).status_code == 302


def test_nobody_waits_for_the_digests_of_recovery_codes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten take seconds, and on SQLite nobody else writes while a transaction lasts."""
    blocks, made, outside = [], factor_at.make_password, len(connection.savepoint_ids)

    def noted(code: str) -> str:
        blocks.append(len(connection.savepoint_ids))
        return made(code)

    monkeypatch.setattr(factor_at, "make_password", noted)
    begin_second_factor(by=cast.seller)
    with pytest.raises(ValidationError):
        confirm_second_factor(by=cast.seller, code="12345")
    assert blocks == [], "none are made for a wrong code"
    key = SecondFactor.objects.get().next_key.reveal()
    confirm_second_factor(by=cast.seller, code=code_at(key, step_of(now())))
    make_recovery_codes(by=cast.seller)
    assert blocks == [outside] * 20


def test_another_app_takes_over_once_its_code_is_typed(client: Client, seller: Person) -> None:
    client.force_login(seller)
    before, codes = code_of(seller, 1), make_recovery_codes(by=seller)
    assert client.post(f"{HERE}key/", {"old": PASSWORD}).status_code == 302
    page = client.get(HERE)
    key = page.context["key"].replace(" ", "")
    assert f"{HERE}end/" in page.content.decode(), "whoever pressed by mistake still reaches the rest"
    other = Client()
    sign_in(other)
    assert give(other, code_of(seller), trusts="on").status_code == 302, "the app of before counts until then"
    other.post("/logout/")
    with replaying(now() + timedelta(minutes=11)):
        assert client.post(f"{HERE}confirmation/", {"code": code_at(key, step_of(now()))}).status_code == 422
        assert "key" not in client.get(HERE).context
        with transaction.atomic():
            forget_past_attempts(now=now())
            assert not SecondFactor.objects.get().next_key
            assert SecondFactor.objects.get().key, "the app of before goes on"
            transaction.set_rollback(True)
    assert client.post(f"{HERE}confirmation/", {"code": code_at(key, step_of(now()))}).status_code == 200
    assert sign_in(other)["Location"].startswith("/login/code/"), "trust was in the app of before"
    again = Client()
    sign_in(again)
    assert give(again, before).status_code == 422
    assert give(again, codes[0]).status_code == 422
    assert give(again, code_at(key, step_of(now()) + 1)).status_code == 302


def test_switching_off_needs_the_password_and_leaves_nothing(client: Client, seller: Person) -> None:
    make_recovery_codes(by=seller)
    client.force_login(seller)
    for deed in ("end", "codes", "key"):
        assert client.post(f"{HERE}{deed}/", {"old": "guess"}).status_code == 422
    assert SecondFactor.objects.get().next_at is None
    assert client.post(f"{HERE}end/", {"old": PASSWORD}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert sign_in(Client())["Location"] == "/"


def test_no_key_and_no_code_stands_in_journal_log_or_pages(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    client.force_login(cast.seller)
    client.post(f"{HERE}key/", {"old": PASSWORD})
    key = SecondFactor.objects.get().next_key.reveal()
    codes = client.post(f"{HERE}confirmation/", {"code": code_at(key, step_of(now()))}).context["codes"]
    other = Client()
    sign_in(other)
    give(other, codes[0], trusts="on")
    told = [entry.name for entry in Entry.objects.filter(name__startswith="second_factor").order_by("id")]
    assert told == [
        "second_factor.begun",
        "second_factor.on",
        "second_factor.code_used",
        "second_factor.browser_trusted",
    ]
    words = str(list(Entry.objects.values_list("particulars", "before"))) + caplog.text
    words += (
        client.get(HERE).content.decode()
        + client.get("/settings/me/").content.decode()
        + str(vars(SecondFactor.objects.get()))
    )
    for secret in (key, *codes, codes[0].replace("-", ""), other.cookies["device"].value.split(":")[0]):
        assert secret not in words
