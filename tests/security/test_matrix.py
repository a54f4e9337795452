"""Every door, made from the router, knocked at by everybody. A new door can't be forgotten.

Whoever may not see the south's records gets the same answer as for what does not exist, sees none of its words on any page,
and changes nothing, whatever is posted.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from tests.cast import PASSWORD
from tests.security.markup import PIECE, soil, strange
from tests.security.observatory import lax
from tests.security.world import CANARY, QUOTE_KEY, World, build, state
from tongxin.base.database.prepared import forget_questions
from tongxin.base.web.doors import anyone, signed_in
from tongxin.base.web.routes import Route, is_api, routes
from tongxin.collab.access.policies import administrators, importers
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import coming_in
from tongxin.directory.parties.models import PartyQuerySet
from tongxin.interfaces.rest.views.describing import programs_and_people
from tongxin.project.metrics import watchers

GUEST_DOORS = {
    "health",
    "ready",
    "setup",
    "login",
    "sign-in-code",
    "welcome",
    "set-language",
    "public_form",
    "quote_for_customer",
    "quote_reading",
    "quote_answer",
    "quote_pdf_for_customer",
    "calendar-feed",
}
PRIVATE = [f"{CANARY}业", f"{CANARY}备注", f"{CANARY}经理", f"{CANARY}来源", "1371234", "137 1234"]
QUERIES = ("", f"?q={CANARY}&name={CANARY}一号阀门有限公司&text={CANARY}", "?q=2345678", "?q=jsq")
STRANGERS = ["seller", "colleague", "manager", "stranger", "left"]
CURIOUS = ["seller", "manager"]  # who tries more: somebody who sells beside, and somebody who leads another region
PLAIN = {
    "kind": "party",
    "batch": "list:0",
    "deed": "delete",
    "field": "industry",
    "secret": "nonsense",
    "revision": 0,
    "mark": "nonsense",
}
ROUTES = [route for route in routes() if not is_api(route)]
# Whoever sends a request, or stands in between, may write anything into these.
FOREIGN = "foreign.example"
BENT = dict.fromkeys(("Host", "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-Original-Host"), FOREIGN)
BENT |= {"Forwarded": f"host={FOREIGN};proto=http", "X-Forwarded-Prefix": f"//{FOREIGN}", "X-Forwarded-Port": "81"}
BENT |= {"X-Original-URL": f"//{FOREIGN}/", "X-Rewrite-URL": f"//{FOREIGN}/"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# What belongs to the firm: whoever only looks may still keep views, follow, and say something.
RECORDS = ["parties", "memory", "activities", "pools", "ownership", "privacy", "webforms", "pipeline", "catalogue", "quotes", "orders", "targets", "leads", "people", "org", "access", "fields"]  # fmt: skip
# Whoever sees what is known of somebody may say that it still holds, and take that back.
READERS_MAY = {"facts/<int:fact_id>/confirmation/", "facts/<int:fact_id>/reversal/"}
# What the generic name `number` means, by the beginning of the address.
NUMBERS = {
    "settings/me/tokens/": "token",
    "settings/people/": "person",
    "settings/units/": "unit",
    "settings/roles/": "role",
    "settings/fields/": "field",
    "settings/lists/": "dictionary",
    "own/": "step_id",
}


@pytest.fixture
def world(db: None, settings: Any) -> World:  # Any: pytest-django's own
    """As it is served by way of HTTPS, under an address that the firm named; every other name is let through here, to see what becomes of it."""
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://crm.hengxin.example", ["*"]
    settings.SECURE_HSTS_SECONDS, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE = 31_536_000, True, True
    return build()


def filled(route: Route, world: World, missing: bool = False) -> str:
    """The address with the numbers of the south's records; a parameter nobody classified is an error."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in PLAIN:
            return str(PLAIN[name])
        if name == "number":
            name = next(meaning for start, meaning in NUMBERS.items() if route.pattern.startswith(start))
        return "987654321" if missing else str(world.numbers[name])

    return "/" + PARAMETER.sub(value, route.pattern)


def enter(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def again(world: World, who: str) -> Client:
    """Somebody who has signed in already: a browser of one's own for each door, with the session of the first. Signing in is dear."""
    if who not in world.sessions:
        world.sessions[who] = enter(getattr(world.cast, who)).session.session_key or ""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[who]
    return client


def bytes_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined, arg-type]


def text_of(answer: HttpResponseBase) -> str:
    return bytes_of(answer).decode(errors="replace") + str(answer.headers)


def posted(world: World) -> dict[str, object]:
    """Everything that any form takes, so that a refusal is one of rights and not of a missing field."""
    return {
        "value": "geändert", "was": "", "name": "X", "ids": [world.party.pk], "owner": world.cast.seller.pk, "tags": "x",
        "text": "x", "kind": "call", "other": "x", "password": PASSWORD, "phone": "13800138000", "days": "1", "party": world.party.pk,
        "scopes": "read", "email": "x@y.example",
    }  # fmt: skip


def guests_kept_out(world: World, route: Route) -> str:
    """Guests come in by a short list of doors; a new open door must be put on it. A program's token opens no page of people."""
    if (route.view.door is anyone) != (route.name in GUEST_DOORS):
        return "is open, or on the list of open doors, without the other"
    knocks = {"guest": {}, "program": {"Authorization": f"Bearer {world.secret}"}}
    for who, headers in knocks.items():
        if route.view.door is anyone or (who == "program" and route.view.door is programs_and_people):
            continue
        for method in ("get", "post"):
            form = posted(world) if method == "post" else None
            answer = getattr(enter(None), method)(filled(route, world), form, headers=headers, secure=True)
            sent_away = answer.status_code == 401 or (
                answer.status_code == 302 and answer["Location"].startswith("/login/")
            )
            if not sent_away or CANARY in text_of(answer):
                return f"{method} by a {who}: {answer.status_code}"
            if why := lax(answer):
                return why
    return ""


def names_a_record(route: Route) -> bool:
    """Kinds of records are the program's own, the catalogue is the whole firm's."""
    return bool(set(PARAMETER.findall(route.pattern)) - {"kind", "product_id", "price_list_id"})


def foreign_kept_out(world: World, route: Route) -> str:
    """A foreign record is like one that never was. A method that the door does not know is tried by one of them."""
    if route.view.door is anyone or not names_a_record(route):
        return ""
    for who in STRANGERS:
        for method in ("get", "post"):
            if method.upper() not in route.view.door_methods and who != STRANGERS[0]:
                continue
            form = posted(world) if method == "post" else None
            # One sees whole pages; the others are answered in a sentence, which is cheaper to make.
            headers = {} if who == STRANGERS[0] else {"HX-Request": "true"}
            hidden = getattr(again(world, who), method)(filled(route, world), form, headers=headers)
            if hidden.status_code not in (302, 401, 403, 404, 405):
                return f"{who} {method}: {hidden.status_code}"
            if CANARY in text_of(hidden):
                return f"{who} {method}: tells of it"
            if who in CURIOUS:
                missing = getattr(again(world, who), method)(filled(route, world, missing=True), form, headers=headers)
                if hidden.status_code != missing.status_code:
                    return f"{who} {method}: {hidden.status_code}, and {missing.status_code} for what does not exist"
    return ""


def pages_keep_still(world: World, route: Route) -> str:
    """No page of others tells of the south, not even when asked for its words."""
    if names_a_record(route) or "GET" not in route.view.door_methods:
        return ""
    for who in STRANGERS:
        for query in QUERIES if who in CURIOUS else QUERIES[:1]:
            answer = again(world, who).get(filled(route, world) + query)
            shown = text_of(answer)
            told = [word for word in PRIVATE if word in shown]
            if answer.status_code >= 500 or told or (CANARY in shown and CANARY not in query):
                return f"{who} {query}: {answer.status_code} {told}"
            if answer.status_code != 200 or route.view.door is programs_and_people or route.name == "api-docs":
                break  # sent away, or to be read as it is: further questions change nothing
    return ""


def readers_change_nothing(world: World, route: Route) -> str:
    """Who sees everything and may change nothing posts everything."""
    is_asked = route.view.door is not anyone and route.pattern not in READERS_MAY
    if is_asked and names_a_record(route) and "POST" in route.view.door_methods:
        answer = again(world, "clerk").post(filled(route, world), posted(world))
        if answer.status_code >= 500:
            return f"{answer.status_code}"
    return ""


def those_who_may_come_in(world: World, route: Route) -> str:
    """Nothing breaks for the owner and the administrator, every page tells the browser to be strict, and markup in all words stays text."""
    if "GET" not in route.view.door_methods:
        return ""
    for who, asked in (("south", ""), ("boss", f"{CANARY}{PIECE}")):
        query = {"on": f"party:{world.party.pk}", **({"q": asked} if asked else {})}
        answer = again(world, who).get(filled(route, world), query, headers=BENT, secure=True)
        if answer.status_code >= 500:
            return f"{who}: {answer.status_code}"
        is_page = answer["Content-Type"].startswith("text/html") if answer.has_header("Content-Type") else False
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            return f"{who}: whatever stands between may keep it"
        if FOREIGN in text_of(answer):
            return f"{who}: a link to where the headers of a request wish"
        if is_page and (why := lax(answer) or ", ".join(strange(text_of(answer)))):
            return f"{who}: {why}"
    return ""


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(guests_kept_out, marks=pytest.mark.alike),
        # What somebody may see is one question, which test_scopes.py asks of both databases.
        pytest.param(foreign_kept_out, marks=pytest.mark.alike),
        pytest.param(pages_keep_still, marks=pytest.mark.alike),
        readers_change_nothing,
        those_who_may_come_in,
    ],
)
def test_every_door(world: World, rule: Callable[[World, Route], str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "tongxin")
    if rule is those_who_may_come_in:
        assert soil() > 60, "few places hold a word: the trial of markup proves little"
    before, of_records = state(), state(RECORDS)
    broken = {route.pattern: why for route in ROUTES if (why := rule(world, route))}
    assert broken == {}
    written = [word for word in (CANARY, "1371234", world.secret, QUOTE_KEY, PIECE[:20]) if word in caplog.text]
    assert written == [], "the log tells of somebody, or holds a key"
    if rule in (guests_kept_out, foreign_kept_out):
        assert state() == before, "a refused request changed something"
    if rule is readers_change_nothing:
        assert state(RECORDS) == of_records, "who only looks changed something"


def test_every_door_is_of_a_known_kind() -> None:
    for route in ROUTES:
        known = (anyone, signed_in, coming_in, administrators, importers, programs_and_people, watchers)
        assert route.view.door in known, route.pattern
        assert route.view.door_methods <= {"GET", "HEAD", "POST"} or route.pattern.startswith("api/"), route.pattern


def test_the_matrix_bites(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the scope filter dropped, the rules must turn red."""
    monkeypatch.setattr(PartyQuerySet, "visible_to", lambda rows, person: rows.all())
    forget_questions()
    doors = {route.name: route for route in ROUTES}
    assert foreign_kept_out(world, doors["customer"])
    assert pages_keep_still(world, doors["customers"])
    forget_questions()


def test_the_trial_of_markup_bites() -> None:
    assert strange(f"<p title='{PIECE}'>")
    assert strange(f'<p title="{PIECE}">')
    assert strange(f"<script>x = '{PIECE}'</script>")
    assert strange("<a href=' JavaScript:alert(1)'>")
    assert strange(f"<p>{7 * 1234567}</p>")
    assert not strange("<p title='&quot; data-alien=1'>&lt;i data-alien=2&gt; {{7*1234567}}</p>")


def test_a_change_behind_a_refusal_would_be_seen(world: World) -> None:
    before = state()
    world.party.__class__.objects.filter(pk=world.party.pk).update(note="x")
    assert state() != before
