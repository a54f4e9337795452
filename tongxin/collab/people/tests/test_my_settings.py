"""What everyone decides for themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import PASSWORD, Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.people.actions import change_own_settings, change_person, create_token
from tongxin.collab.people.models import FailedSignIn, Token

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
