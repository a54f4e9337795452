"""What goes wrong is said in words, to people, to swapped-in pieces and to programs alike."""

import json

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from tests.cast import Cast
from tongxin.project.errors import broken


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这里什么也没有"), ("en", "Nothing here")])
def test_what_is_not_there_is_said_in_the_readers_language(
    client: Client, cast: Cast, language: str, words: str
) -> None:
    client.cookies["language"] = language
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_refusal_says_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.seller)
    assert client.get("/settings/people/").status_code == 403
    piece = client.get("/settings/people/", headers={"HX-Request": "true"})
    assert piece.status_code == 403
    assert piece["Content-Type"].startswith("text/plain")
    assert len(piece.content.decode()) < 200


def test_an_ended_session_is_401_for_a_piece_and_the_sign_in_page_otherwise(client: Client, cast: Cast) -> None:
    assert client.get("/settings/me/", headers={"HX-Request": "true"}).status_code == 401
    assert client.get("/settings/me/")["Location"] == "/login/?next=%2Fsettings%2Fme%2F"
    assert client.post("/settings/me/")["Location"] == "/login/?next=%2F"


def test_a_program_gets_a_problem(client: Client, cast: Cast) -> None:
    answer = client.get("/api/nowhere/")
    assert answer.status_code == 404
    assert json.loads(answer.content)["status"] == 404


def test_the_page_for_our_own_faults_needs_neither_session_nor_database() -> None:
    with translation.override("en"):
        answer = broken(RequestFactory().get("/today/"))
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_a_fault_in_a_page_shows_that_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.boss)

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("as if a page were broken")

    monkeypatch.setattr("tongxin.collab.access.views.units.firm_tree", fail)
    answer = client.get("/settings/units/")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.content.decode()


@pytest.fixture
def strict(cast: Cast) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.seller)
    return client


TYPED = {"name": "李薇", "phone": "1 <b>2</b>\n3", "language": "en", "password": "my secret"}


def test_what_was_typed_is_kept_when_the_form_is_too_old(strict: Client) -> None:
    answer = strict.post("/settings/me/", TYPED, headers={"Sec-Fetch-Site": "same-origin"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'value="李薇"' in page
    assert "1 &lt;b&gt;2&lt;/b&gt;\n3" in page
    assert "my secret" not in page


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_form_from_elsewhere_is_never_handed_back_ready_to_send(strict: Client, site: str) -> None:
    answer = strict.post("/settings/me/", TYPED, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "李薇" not in answer.content.decode().split("<main")[1].split("</main>")[0]
