"""Where the firm demands a second factor: nothing else opens before. And how one is taken away."""

from argparse import Namespace

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.one_time_codes import code_at, new_key, step_of
from tongxin.base.web.doors import anyone
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.access.actions import change_firm
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.collab.notices.queries import lines_of
from tongxin.collab.people.actions import create_token
from tongxin.collab.people.models import Person, RecoveryCode, SecondFactor, Token
from tongxin.collab.people.policies import coming_in
from tongxin.project.cli import CommandFailed
from tongxin.project.commands.user import run

HERE = "/settings/me/second-factor/"
OPEN_MEANWHILE = {
    "logout",
    "second-factor",
    "second-factor-key",
    "second-factor-confirmation",
    "second-factor-codes",
    "second-factor-browsers",
    "second-factor-end",
}


def with_app(person: Person) -> Person:
    SecondFactor.objects.create(person=person, key=Secret(new_key()), confirmed_at=now())
    return person


def entered(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def demand(cast: Cast, of: str, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        change_firm(by=cast.boss, second_factor=of)


def test_whoever_owes_one_is_led_there_and_reaches_nothing_else(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    demand(cast, "everyone", django_capture_on_commit_callbacks)
    client = Client()
    assert client.post("/login/", {"email": cast.seller.email, "password": PASSWORD}).status_code == 302
    doors = [route for route in routes() if not is_api(route)]
    assert {route.name for route in doors if route.view.door is coming_in} == OPEN_MEANWHILE
    for path in ("/", "/today/", "/customers/", "/settings/me/", "/settings/", "/search/?q=x"):
        assert client.get(path)["Location"] == HERE, path
    refused = client.post(
        "/settings/me/tokens/", {"name": "同步", "days": 30}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert refused.status_code == 403
    assert 'name="name" value="同步"' in refused.content.decode(), "what was typed can be sent once more"
    assert not Token.objects.exists()
    piece = client.post("/settings/me/tokens/", {"name": "x"}, headers={"HX-Request": "true"})
    assert (piece.status_code, piece.get("HX-Redirect")) == (403, None), "a page with typed words stays where it is"
    assert "另一个标签页" in piece.content.decode()
    piece = client.get("/customers/", headers={"HX-Request": "true"})
    assert (piece.status_code, piece["HX-Redirect"]) == (403, HERE)
    page = client.get(HERE).content.decode()
    assert "公司要求开启两步验证" in page
    assert "/customers/" not in page
    client.post(f"{HERE}key/", {"old": PASSWORD})
    key = client.get(HERE).context["key"].replace(" ", "")
    assert client.post(f"{HERE}confirmation/", {"code": code_at(key, step_of(now()))}).status_code == 200
    assert client.get("/customers/").status_code == 200
    assert f"{HERE}end/" not in client.get(HERE).content.decode()


def test_every_door_but_those_is_shut_before_anything_is_done(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address is asked of the middleware alone."""
    from django.test import RequestFactory

    from tongxin.project.middleware import SecondFactorFirst

    monkeypatch.setattr("tongxin.project.middleware.owes_second_factor", lambda person: True)
    first, request = SecondFactorFirst(lambda request: pytest.fail("asked")), RequestFactory().get("/")
    request.user = cast.seller
    for route in routes():
        answer = first.process_view(request, route.view, (), {})
        is_let_through = is_api(route) or route.view.door is anyone or route.name in OPEN_MEANWHILE
        assert (answer is None) == is_let_through, route.pattern


def test_of_administrators_alone(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    demand(cast, "administrators", django_capture_on_commit_callbacks)
    assert entered(cast.boss).get("/customers/")["Location"] == HERE
    assert entered(cast.seller).get("/customers/").status_code == 200
    with_app(cast.boss)
    boss = entered(cast.boss)
    assert boss.get("/customers/").status_code == 200
    form = boss.get("/settings/company/").context["form"].initial | {"second_factor": ""}
    assert boss.post("/settings/company/", {**form, "currency": "CNY"}).status_code == 302
    assert Entry.objects.filter(name="company.changed").latest("id").particulars == {"fields": ["second_factor"]}


def test_programs_go_on(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    _token, secret = create_token(by=cast.seller, person=cast.seller, name="ERP")
    demand(cast, "everyone", django_capture_on_commit_callbacks)
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_an_administrator_takes_it_away_with_a_reason_and_the_person_hears_of_it(cast: Cast) -> None:
    with_app(cast.seller)
    RecoveryCode.objects.create(person=cast.seller, number=0, digest="x")
    boss, path = entered(cast.boss), f"/settings/people/{cast.seller.pk}/second-factor/"
    assert "两步验证" in boss.get("/settings/people/").content.decode()
    assert entered(cast.manager).post(path, {"reason": "x"}).status_code == 403
    refused = boss.post(path, {"reason": " "})
    assert refused.status_code == 422
    assert SecondFactor.objects.exists()
    assert boss.post(path, {"reason": "手机丢了"}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    entry = Entry.objects.get(name="second_factor.taken")
    assert (entry.actor, entry.particulars) == (cast.boss, {"person": cast.seller.name, "reason": "手机丢了"})
    told = lines_of(cast.seller, list(Notice.objects.filter(person=cast.seller)))
    assert [line.text for line in told] == ["陈岚关闭了你的两步验证：手机丢了"]
    with_app(cast.boss)
    own = boss.post(f"/settings/people/{cast.boss.pk}/second-factor/", {"reason": "x"})
    assert own.status_code == 422, "one's own is switched off with the password"
    assert SecondFactor.objects.filter(person=cast.boss).exists()


def test_the_last_administrator_is_let_in_at_the_server(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    words = {"deed": "drop-second-factor", "email": cast.boss.email, "json": False}
    with pytest.raises(CommandFailed, match="has no second factor"):
        run(Namespace(**words, reason="x"))
    with_app(cast.boss)
    with pytest.raises(CommandFailed, match="--reason"):
        run(Namespace(**words, reason=None))
    assert SecondFactor.objects.exists()
    assert run(Namespace(**words, reason="手机丢了")) == 0
    assert "with the password alone" in capsys.readouterr().out
    assert not SecondFactor.objects.exists()
    told = lines_of(cast.boss, list(Notice.objects.filter(person=cast.boss)))
    assert [line.text for line in told] == ["你的两步验证已在服务器上关闭：手机丢了"]
