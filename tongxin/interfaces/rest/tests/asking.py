"""How the tests speak to the interface, and the world they find there."""

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.test import Client

from tests.cast import Cast
from tongxin.collab.people.actions import create_token
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.actions import add_contact, add_relation, create_party, join_team
from tongxin.directory.parties.models import Contact, Party, Relation

ROOT = "/api/v1"
_names = count(1)


class Caller:
    """A program with a token (or none)."""

    def __init__(self, secret: str = "", language: str = "en") -> None:
        self.secret = secret
        self.language = language
        self.client = Client(raise_request_exception=False)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> "Answer":
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Accept-Language": self.language}
        if self.secret:
            sent["Authorization"] = f"Bearer {self.secret}"
        data = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else ""
        return Answer(self.client.generic(method, ROOT + path, data, content_type="application/json", headers=sent))

    def get(self, path: str, **headers: str) -> "Answer":
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> "Answer":
        return self.ask("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, version: int | None = None, **headers: str) -> "Answer":
        return self.ask("PATCH", path, body, **({} if version is None else {"If_Match": str(version)}), **headers)

    def delete(self, path: str, version: int | None = None, **headers: str) -> "Answer":
        return self.ask("DELETE", path, **({} if version is None else {"If_Match": str(version)}), **headers)


class Answer:
    """Status, headers, and the JSON within."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.content
        self.json = json.loads(response.content) if response.content else None

    @property
    def wrong(self) -> set[str]:
        """Fields that were refused."""
        assert self.headers["Content-Type"] == "application/problem+json"
        return {error["field"] for error in self.json.get("errors", [])}


def token_of(person: Person, *, scopes: tuple[str, ...] = ("read", "write"), **more: Any) -> str:
    return create_token(by=person, person=person, name=f"t{next(_names)}", scopes=scopes, **more)[1]


def program_of(person: Person, *, language: str = "en", **more: Any) -> Caller:
    return Caller(token_of(person, **more), language)


@dataclass
class World:
    """恒润精密 belongs to 李薇 (`seller`); its contact is 马国栋; 江宁泵业 belongs to 何静 (`south`), unseen by 李薇."""

    cast: Cast
    firm: Party
    other: Party
    foreign: Party
    ma: Contact
    activity: Activity
    step: Step
    relation: Relation
    fact: Fact


def build_world(cast: Cast) -> World:
    seller, south = cast.seller, cast.south
    firm = create_party(
        by=seller, name="苏州恒润精密机械有限公司", short_name="恒润精密", tier="A", city="苏州",
        points={"phone": ["138 0013 8000"], "email": ["Info@hengrun.example"]},
    )  # fmt: skip
    other = create_party(by=seller, name="昆山通力设备有限公司", roles=["supplier"])
    foreign = create_party(by=south, name="江宁泵业有限公司", points={"phone": ["13900139000"]})
    ma = add_contact(by=seller, party=firm, name="马国栋", title="总经理", points={"phone": ["13700137000"]})
    relation = add_relation(by=seller, party=firm, other=other, kind="partner")
    join_team(by=seller, party=firm, person=cast.colleague, role="技术")
    activity = note_activity(
        by=seller, party=firm, kind="visit", text="看了新车间", people=[ma.person_id], next_step=("寄样本", None)
    )
    step = plan_step(by=seller, party=firm, text="报价", people=[ma.person_id])
    fact = note_fact(by=seller, party=ma.person, kind="likes", text="喝龙井", customer=firm)
    return World(cast, firm, other, foreign, ma, activity, step, relation, fact)
