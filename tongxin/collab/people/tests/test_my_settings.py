"""What everyone decides for themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from tests.cast import PASSWORD, Cast, fresh
from tongxin.base.clock import now
from tongxin.base.web.devices import device_of
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.actions import change_own_settings, change_person, create_token
from tongxin.collab.people.models import FailedSignIn, Person, SignedIn, Token

PROFILE = {"name": "李薇", "phone": "13800138000", "language": "en", "time_zone": "Europe/London", "has_hotkeys": "on"}


@pytest.fixture
def seller(client: Client, cast: Cast) -> Client:
    client.force_login(cast.seller)
    return client


def test_the_profile_is_saved_and_the_page_follows(seller: Client, cast: Cast) -> None:
    assert seller.post("/settings/me/", PROFILE).status_code == 302
    person = fresh(cast.seller)
    assert (person.phone, person.language, person.time_zone) == ("13800138000", "en", "Europe/London")
    assert "My settings" in seller.get("/settings/me/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("language", "xx"), ("time_zone", "Mars/Base"), ("phone", "1" * 40)]
)
def test_a_wrong_profile_is_not_saved(seller: Client, cast: Cast, field: str, value: str) -> None:
    answer = seller.post("/settings/me/", {**PROFILE, field: value})
    assert answer.status_code == 422
    assert field in answer.context["profile"].errors
    assert fresh(cast.seller).phone == ""


def test_nobody_changes_their_own_mail_or_rights_this_way(seller: Client, cast: Cast) -> None:
    seller.post("/settings/me/", {**PROFILE, "email": "x@x.example", "version": 99, "credential_epoch": 99})
    assert fresh(cast.seller).email == "seller@hengxin.example"
    with pytest.raises(ValidationError):
        change_own_settings(by=cast.seller, email="x@x.example")
    with pytest.raises(ValidationError):
        change_person(by=cast.seller, person=cast.seller, time_zone="Mars/Base")


def test_a_new_password_needs_the_old_one_and_ends_everything_else(seller: Client, cast: Cast) -> None:
    other = Client()
    other.post("/login/", {"email": cast.seller.email, "password": PASSWORD})
    token, _secret = create_token(by=cast.seller, person=cast.seller, name="ERP")
    wrong = seller.post("/settings/me/password/", {"old": "guess", "password": "a better sentence"})
    assert wrong.status_code == 422
    assert "old" in wrong.context["password"].errors
    weak = seller.post("/settings/me/password/", {"old": PASSWORD, "password": "12345678"})
    assert "password" in weak.context["password"].errors
    assert fresh(cast.seller).check_password(PASSWORD)
    assert seller.post("/settings/me/password/", {"old": PASSWORD, "password": "a better sentence"}).status_code == 302
    assert fresh(cast.seller).check_password("a better sentence")
    assert seller.get("/settings/me/").status_code == 200
    assert other.get("/settings/me/").status_code == 302
    assert not Token.objects.alive(now()).filter(pk=token.pk).exists()


def test_an_open_session_is_no_way_to_guess_the_password(seller: Client, cast: Cast) -> None:
    FailedSignIn.objects.bulk_create([FailedSignIn(key=f"mail:{cast.seller.email}", at=now()) for _ in range(10)])
    answer = seller.post("/settings/me/password/", {"old": PASSWORD, "password": "a better sentence"})
    assert answer.status_code == 422
    assert fresh(cast.seller).check_password(PASSWORD)


def test_all_other_sessions_end_and_this_one_goes_on(seller: Client, cast: Cast) -> None:
    other = Client()
    other.post("/login/", {"email": cast.seller.email, "password": PASSWORD})
    assert seller.post("/settings/me/sessions/").status_code == 302
    assert seller.get("/settings/me/").status_code == 200
    assert other.get("/settings/me/").status_code == 302


def test_the_secret_of_a_token_is_shown_once(seller: Client, cast: Cast) -> None:
    form = {"name": "ERP", "scope": "read", "days": 30}
    answer = seller.post("/settings/me/tokens/", form)
    secret = answer.context["secret"]
    assert secret.startswith("tx_")
    assert secret in answer.content.decode()
    assert secret not in seller.get("/settings/me/").content.decode()
    assert Token.objects.get().scopes == ["read"]
    again = seller.post("/settings/me/tokens/", form)
    assert again.status_code == 422
    assert Token.objects.count() == 1


def test_only_ones_own_tokens_can_be_revoked(client: Client, cast: Cast) -> None:
    token, _secret = create_token(by=cast.seller, person=cast.seller, name="ERP")
    client.force_login(cast.boss)
    assert client.post(f"/settings/me/tokens/{token.pk}/revocation/").status_code == 404
    assert Token.objects.alive(now()).filter(pk=token.pk).exists()
    client.force_login(cast.seller)
    assert client.post(f"/settings/me/tokens/{token.pk}/revocation/").status_code == 302
    assert not Token.objects.alive(now()).filter(pk=token.pk).exists()


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50"
)


def browser(person: Person, agent: str, address: str) -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    assert client.post("/login/", {"email": person.email, "password": PASSWORD}).status_code == 302
    return client


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(client: Client, cast: Cast) -> None:
    desk, phone = browser(cast.seller, CHROME, "203.0.113.7"), browser(cast.seller, WECHAT, "2001:db8:7:8::9")
    foreign = browser(cast.boss, CHROME, "203.0.113.8")
    page = desk.get("/settings/me/")
    shown = {one.device: (one.network, one.session_id == desk.session.session_key) for one in page.context["sessions"]}
    assert shown == {"Chrome · Windows": ("203.0.113.*", True), "微信 · iPhone": ("2001:db8:7::*", False)}
    told = page.content.decode()
    assert "203.0.113.7" not in told
    assert not [key for key in SignedIn.objects.values_list("session_id", flat=True) if key in told]
    marks = {one.device: one.mark for one in page.context["sessions"]}
    assert foreign.post(f"/settings/me/sessions/{marks['微信 · iPhone']}/ending/").status_code == 404
    assert desk.post(f"/settings/me/sessions/{marks['Chrome · Windows']}/ending/").status_code == 404, "its own"
    assert phone.get("/settings/me/").status_code == 200
    assert desk.post(f"/settings/me/sessions/{marks['微信 · iPhone']}/ending/").status_code == 302
    assert (phone.get("/settings/me/").status_code, desk.get("/settings/me/").status_code) == (302, 200)
    assert foreign.get("/settings/me/").status_code == 200
    ended = Entry.objects.filter(name="person.session_ended").get()
    assert (ended.actor, ended.particulars) == (cast.seller, {"device": "微信 · iPhone"})


def test_when_a_session_was_used_is_kept_without_writing_at_every_request(seller: Client, cast: Cast) -> None:
    row = SignedIn.objects.filter(person=cast.seller)
    seen = row.get().seen_at
    seller.get("/settings/me/")
    assert row.get().seen_at == seen
    row.update(seen_at=seen - timedelta(minutes=11))
    seller.get("/settings/me/")
    assert row.get().seen_at >= seen
    row.delete()
    seller.get("/settings/me/")
    assert row.exists(), "one that was begun before it was known whose it is"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("", "未知设备"),
        ("curl/8.5", "未知设备"),
        ("Mozilla/5.0 (Linux; Android 14; SM-S9110) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36", "Samsung Internet · Android"),
        ("Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36", "华为浏览器 · HarmonyOS"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 wxwork/4.1 MicroMessenger/7.0", "企业微信 · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15", "Safari · Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(agent: str, device: str) -> None:
    with override("zh-hans"):
        assert device_of(agent) == device
