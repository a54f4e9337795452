"""Asking at every door of the router, and what is compared of the answers."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote
from zipfile import ZipFile

from django.db import transaction
from django.test import Client

from tests.security.hidden.firm import Firm
from tests.security.hidden.planting import DEAL, FIRST, POINTS, Hideable, custom_of, deal_value, point_of, value_of
from tests.security.test_matrix import NUMBERS, PARAMETER, PLAIN, bytes_of
from tongxin.base.registries import subject_kinds
from tongxin.base.web.routes import Route, is_api, routes
from tongxin.collab.fields.queries import own_fields
from tongxin.directory.parties.models.facts import FACTS

SHORT = 3
# Doors that end the visit, or take the role away from whoever asks.
SKIPPED = {"logout", "staff-departure", "my-sessions", "staff-sessions", "openapi", "api-docs"}
# The line that says how late it is in a day of the calendar: it moves every quarter of an hour, and goes in the evening.
NOW_LINE = re.compile(r"""<span class="calnow[^>]*></span>""")
# Since when, and by which mark, somebody is signed in.
SIGNED_IN = re.compile(r"""id="(?:sessions|signed-in)".*?</section>""", re.DOTALL)
OF_SESSIONS = re.compile(r"<time.*?</time>|/sessions/[0-9a-f]+/", re.DOTALL)
# What changes from one request to the next by itself.
MOVING = re.compile(
    r"""(csrfmiddlewaretoken" value="|csrf-token" content="|X-CSRFToken[^:]*: ?"|csrftoken=|sessionid=|nonce[-=]"?|name="once" value="|name="opened" value="|expires=|/welcome/|/calendar/feeds/|/q/|/undone/list:)[^";&'<]+"""
)


# Headers that depend on what is stored.
TELLING = ("Location", "HX-Redirect", "HX-Trigger", "HX-Push-Url", "Content-Disposition", "ETag")


class Ask(NamedTuple):
    """One request."""

    method: str
    path: str
    data: Any = None  # Any: a form, or JSON
    api: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {json.dumps(self.data, ensure_ascii=False, default=str)[:200] if self.data else ''}"


def answer(firm: Firm, client: Client, ask: Ask, *, keeps: bool = False) -> str:
    """Status and text of what comes back; nothing that the request changed stays, unless it is kept."""
    with transaction.atomic():
        headers = {"Authorization": f"Bearer {firm.secret}"} if ask.api else {}
        if ask.api:
            body = json.dumps(ask.data) if ask.data is not None else ""
            got = client.generic(ask.method, ask.path, body, content_type="application/json", headers=headers)
        else:
            got = getattr(client, ask.method.lower())(ask.path, ask.data)
        headers = {name: got[name] for name in TELLING if name in got}
        said = f"{got.status_code}\n{_read(bytes_of(got))}\n{headers}"
        transaction.set_rollback(not keeps)
    said = SIGNED_IN.sub(lambda found: OF_SESSIONS.sub("", found[0]), NOW_LINE.sub("", said))
    return MOVING.sub(r"\1…", said)


def _read(content: bytes) -> str:
    """The text of a page, or of the sheets within a workbook."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/"))


def address(firm: Firm, route: Route, field: str = "industry") -> str:
    """The address with the numbers of what hangs on the party."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "field":
            return field
        if name == "number":
            name = next(meaning for start, meaning in NUMBERS.items() if route.pattern.startswith(start))
        known = {**PLAIN, "person_id": firm.reader.pk, **firm.numbers, "task_id": firm.numbers["step_id"]}
        return str(known[name])

    return "/" + PARAMETER.sub(value, route.pattern)


def plain_asks(firm: Firm, step: int = 1) -> Iterator[Ask]:
    """Every door once by each method; those for one field once for each that is hidden (or for every `step`th of these)."""
    seen: set[tuple[str, str]] = set()
    for route in routes():
        if route.name in SKIPPED:
            continue
        fields = [one.key for one in firm.hidden[::step]] if "<slug:field>" in route.pattern else [""]
        for field in fields:
            for ask in _at_door(firm, route, address(firm, route, field), field):
                if ask[:2] not in seen:
                    seen.add(ask[:2])
                    yield ask


def _at_door(firm: Firm, route: Route, path: str, field: str) -> Iterator[Ask]:
    if is_api(route):
        body = {"version": 1, "name": "X", "text": "x", "kind": "call"}
        yield Ask("GET", path, api=True)
        yield Ask("POST", path, body, api=True)
        yield Ask("PATCH", path, body, api=True)
        return
    for method in ("GET", "POST"):
        if method in route.view.door_methods:
            yield Ask(method, path, form(firm, field) if method == "POST" else None)


def lists() -> Iterator[Ask]:
    """Lists of everything, as they are asked for without a question about a field."""
    for kind in subject_kinds.names():
        yield Ask("GET", f"/settings/journal/?kind={kind}")
    for name in ("xlsx", "csv", "json"):
        yield Ask("GET", f"/lists/party/export/?format={name}")
    for shape in ("board", "cards"):
        yield Ask("GET", f"/customers/?shape={shape}")
    number = quote(point_of("phones", FIRST))
    near = _filter(Hideable("party", "city"), "contains", value=value_of("city", FIRST))
    yield Ask("GET", f"/leads/?q={number}&columns=phone,city,source,owner&sort=owner")
    yield Ask("GET", f"/lists/lead/export/?format=csv&filter={near}")
    yield Ask("GET", f"/api/v1/leads?q={number}", api=True)
    for path in ("/api/v1/search?q=", "/search/suggest/?q="):  # found by what is not hidden, it tells no more
        yield Ask("GET", path + quote("有秘密"), api="api" in path)


def few_doors(firm: Firm) -> Iterator[Ask]:
    """Where every planted value is seen by those who may."""
    number = firm.party.pk
    yield from lists()
    for path in ("", "facts/note/", "facts/c_lan_long/", "timeline/", "memory/", "peek/"):
        yield Ask("GET", f"/customers/{number}/{path}")
    yield Ask("GET", f"/api/v1/parties/{number}", api=True)


def form(firm: Firm, field: str) -> dict[str, Any]:  # Any: as typed
    """Everything that any form takes."""
    return {
        "value": "x", "was": "", "name": "X", "ids": [firm.party.pk, firm.numbers["other_id"]], "owner": firm.cast.seller.pk,
        "tags": "x", "text": "有秘密的公司 回访", "kind": "party", "days": "1", "party": firm.party.pk, "field": field or "industry",
        "formula": "1", "query": "", "path": "/customers/", "here": "", "sharing": "private", "until": "9",
    }  # fmt: skip


def probes(firm: Firm, one: Hideable) -> Iterator[Ask]:
    """Questions about one field: filter, sort, group, columns, words, numbers; at lists, exports, REST and search. The first SHORT
    of them are asked in every run."""
    said = spoken(firm, one)
    if one.kind == "opportunity" and one.key in DEAL:
        yield from deal_probes(one, said)
    if subject_kinds.get(one.kind).bearing:
        yield from _beside(firm, one, said)
        return
    word, equal, filled = quote(said), _filter(one, "eq", value=said), _filter(one, "filled")
    yield Ask("GET", f"/customers/?filter={equal}")
    yield Ask("GET", f"/customers/?sort=-{one.key}&group={one.key}&columns=name,{one.key}")
    yield Ask("GET", f"/api/v1/search?q={word}", api=True)
    yield Ask("GET", f"/api/v1/parties?filter={equal}", api=True)
    yield Ask("GET", f"/api/v1/parties?sort=-{one.key}", api=True)
    for asked in (equal, filled):
        yield Ask("GET", f"/lists/party/export/?format=csv&filter={asked}")
    yield Ask("GET", f"/customers/?filter={filled}")
    yield Ask("GET", f"/api/v1/parties?filter={filled}", api=True)
    yield Ask("GET", f"/customers/?shape=board&group={one.key}&{one.key}={word}")
    yield Ask("GET", f"/lists/party/export/?format=json&sort={one.key}&columns=name,{one.key}")
    yield Ask("GET", f"/api/v1/parties?{one.key}={word}", api=True)
    for path in (
        "/customers/?q=",
        "/search/?q=",
        "/search/suggest/?q=",
        "/contacts/?q=",
        "/calls/?q=",
        "/activities/?q=",
    ):
        yield Ask("GET", path + word)
    for path in ("parties", "contacts"):
        yield Ask("GET", f"/api/v1/{path}?q={word}", api=True)
    yield Ask("GET", f"/customers/doubles/?name=新公司&{one.key}={word}&phones={word}&phone={word}")
    yield Ask("POST", "/quick-add/understood/", {"text": f"{said} 明天回访"})
    yield Ask("POST", "/customers/pasted/", {"text": f"新公司 张三 {said}"})
    if f"view.{one.key}" in firm.numbers:
        yield Ask("GET", f"/customers/?view={firm.numbers[f'view.{one.key}']}")


def _beside(firm: Firm, one: Hideable, said: str) -> Iterator[Ask]:
    """The same of a field whose values one table keeps for several kinds: on the record's page, in its place, in lists, files and REST."""
    path = {"activity": "activities", "opportunity": "opportunities"}.get(one.kind, f"{one.kind}s")
    number = firm.numbers[f"{one.kind}_id"]
    rest = {"step": "tasks"}.get(one.kind, path)
    equal = _filter(one, "eq", value=said)
    yield Ask("GET", f"/{path}/?filter={equal}&sort=-{one.key}&columns={one.key}")
    yield Ask("GET", f"/api/v1/{rest}/{number}?filter={equal}", api=True)
    yield Ask("GET", f"/own/{one.kind}/{number}/{one.key}/")
    yield Ask("POST", f"/own/{one.kind}/{number}/{one.key}/", {"value": said, "was": said})
    yield Ask("GET", f"/{path}/{number}/")
    yield Ask("GET", f"/{path}/?q={quote(said)}")
    yield Ask("GET", f"/api/v1/{rest}?filter={equal}", api=True)
    yield Ask("GET", f"/lists/{one.kind}/export/?format=csv&filter={equal}&columns={one.key}")
    yield Ask("PATCH", f"/api/v1/{rest}/{number}", {"custom": {one.key: said}}, api=True)


def deal_probes(one: Hideable, said: str) -> Iterator[Ask]:
    """The same of deals: of the list, its file, REST and search."""
    word, equal = quote(said), _filter(one, "eq", value=said)
    yield Ask("GET", f"/opportunities/?filter={equal}&sort=-{one.key}&columns=name,{one.key}")
    yield Ask("GET", f"/lists/opportunity/export/?format=json&sort={one.key}&columns=name,{one.key}")
    yield Ask("GET", f"/api/v1/opportunities?{one.key}={word}&q={word}", api=True)


def _filter(one: Hideable, op: str, **value: str) -> str:
    """A filter with one condition, as it stands in an address."""
    return quote(json.dumps({"v": 1, "and": [{"field": one.key, "op": op, **value}]}))


def spoken(firm: Firm, one: Hideable) -> str:
    """The first firm's value as somebody would type it."""
    if one.kind == "opportunity" and one.key in DEAL:
        return deal_value(one.key, FIRST)
    if one.key in FACTS:
        return value_of(one.key, FIRST)
    if one.key in POINTS:
        return point_of(one.key, FIRST)
    own = {field.key: field for field in own_fields(one.kind) if not field.is_worked_out}
    if one.key in own:
        return str(custom_of(own[one.key], FIRST, firm.ids))
    if one.key == "owner":
        return str(firm.ids[f"person.{FIRST}"])
    return value_of("tier" if one.key == "tags" else "note", FIRST)
