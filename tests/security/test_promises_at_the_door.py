"""More small promises of docs/asvs.md: what signing in never asks, what addresses never carry, and that ways of keeping passwords can be changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast, fresh
from tests.house.tables import PACKAGE, sources
from tests.security.test_promises import entered
from tongxin.base.clock import now, replaying
from tongxin.base.web.routes import is_api, routes
from tongxin.collab.people.actions import invite_person
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.tests.asking import token_of

pytestmark = pytest.mark.alike
# Who is sent a link with a key in it; the key is random or signed, one of its kind, and can be taken back. Nothing else in an address opens anything.
KEYS = {
    "welcome/<str:secret>/",
    "calendar/feeds/<str:secret>.ics",
    "q/<str:quote_key>/",
    "q/<str:quote_key>/pdf/",
    "q/<str:quote_key>/reading/",
    "q/<str:quote_key>/answer/",
    "f/<slug:key>/",
}
KEY_LIKE = re.compile(r"<(?:str|slug|path|uuid):\w*(?:secret|key|token|session|password)\w*>")
ASKED = re.compile(r"GET(?:\.get\(|\.getlist\(|\[)\s*\"(\w*(?:token|secret|password|session|csrf|code)\w*)\"")
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)


def test_a_hash_of_an_older_kind_is_made_anew_at_sign_in(cast: Cast, settings: Any) -> None:
    other = entered()
    assert fresh(cast.seller).password.startswith("md5$")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert Client().post("/login/", {"email": cast.seller.email, "password": "wrong"}).status_code == 422
    assert fresh(cast.seller).password.startswith("md5$")
    client = entered()
    assert fresh(cast.seller).password.startswith("argon2$argon2id$")
    assert fresh(cast.seller).check_password(PASSWORD)
    assert client.get("/today/").status_code == 200
    assert other.get("/today/").status_code == 302, "a session of the hash that is gone"


def test_a_password_grows_no_older(cast: Cast) -> None:
    Person.objects.update(added_at=now() - timedelta(days=4000))
    with replaying(now() + timedelta(days=4000)):
        client = Client()
        answer = client.post("/login/", {"email": cast.seller.email, "password": PASSWORD})
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert client.get("/today/").status_code == 200
    aged = [one.name for one in Person._meta.concrete_fields if "password" in one.name and one.name != "password"]
    assert aged == [], "when it was chosen is kept nowhere"


def test_nobody_is_asked_or_told_a_hint(cast: Cast) -> None:
    """Fields of all pages before signing in, and the same words whether somebody is known or not."""
    link = invite_person(by=cast.boss, person=cast.stranger)
    asked = {
        path: set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="(\w+)"', Client().get(path).content.decode()))
        for path in ("/login/", f"/welcome/{link}/")
    }
    assert set().union(*asked.values()) <= {"email", "password", "again", "next", "language", "csrfmiddlewaretoken"}
    assert {"email", "password"} <= asked["/login/"]
    said = []
    for mail in (cast.seller.email, "nobody@hengxin.example"):
        page = Client().post("/login/", {"email": mail, "password": "wrong"}).content.decode()
        said.append(re.sub(r'"[A-Za-z0-9]{64}"', "", page.replace(mail, "")))
    assert said[0] == said[1]
    kept = {one.name for one in Person._meta.get_fields()}
    assert not {name for name in kept if re.search("hint|question|answer|reminder", name)}


def test_no_address_of_programs_leads_elsewhere(cast: Cast, settings: Any) -> None:
    """A program that calls by HTTP what is served by HTTPS would send its token in the open again and again, and never learn of it."""
    settings.BASE_URL, settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS = (
        "https://crm.hengxin.example",
        True,
        1,
    )
    api = [one for one in routes() if is_api(one) and "<" not in one.pattern]
    assert len(api) > 10
    held = {"Authorization": f"Bearer {token_of(cast.seller)}"}
    paths = [f"/{one.pattern}{end}" for one in api for end in ("", "/")]
    answers = {path: Client().get(path, headers=held).status_code for path in paths}
    led = {path: status for path, status in answers.items() if 300 <= status < 400}
    assert led == {}
    assert Client().get("/health/").status_code == 200


def test_addresses_carry_no_secret_but_the_key_of_a_link(cast: Cast) -> None:
    assert {one.pattern for one in routes() if not is_api(one) and KEY_LIKE.search(one.pattern)} == KEYS
    assert not [one.pattern for one in routes() if is_api(one) and KEY_LIKE.search(one.pattern)]
    asked = {(place, name) for place, text in sources().items() if "GET" in text for name in ASKED.findall(text)}
    assert asked == {("project/wizard/founding_step.py", "token")}, "of the set-up, which works once"
    for template in PACKAGE.rglob("templates/**/*.html"):
        for form in FORM.findall(template.read_text(encoding="utf-8")):
            if 'method="post"' not in form.partition(">")[0].lower():
                assert not re.search(r'type="password"|csrf_token|name="(?:token|secret)"', form), template
    program, secret = Client(), token_of(cast.seller)
    for query in ("token", "access_token", "api_key", "key"):
        assert program.get(f"/api/v1/me?{query}={secret}").status_code == 401
