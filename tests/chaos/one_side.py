"""The same requests, in the same order, on the database at hand: python -m tests.chaos.one_side SEED STEPS FILE. Used by `bin/chaos diff-db`.

Each answer is written as a line in which nothing is left that may differ: instants are T, numbers of records are told by when they came first.
Of a search that finds more than it shows only their number is told: which of many that answer alike are shown is each index's own affair.
"""

import json
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import django

INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
SHOWN = 20  # finds of one search
OPAQUE = {"next", "instance", "after"}
NAMES = ["恒润精密机械", "澄江水务集团", "江苏东吴阀门", "Ångström Valves", "acme pumps", "ACME Pumps", "𠮷野铸造", "吉野鑄造", "Ærø Marine", "zebra", "Zebra", "éclair",
         "O'Neil & Söhne", "100%_纯水", "a\\b", "上海锦源环保", "重庆嘉陵", "单于精工", "👩‍👩‍👧 三人行", "ﬀ-Werke", "İstanbul Vana", "  前后有空格  "]  # fmt: skip
CITIES = ["苏州", "无锡", "上海", "Łódź", "", "重庆"]
SEARCHES = ["恒润", "hr", "acme", "野", "%", "_", "'", "0138", "8000", "zebra", "ÅNG", "𠮷", "a\\", " ", "水务 集团"]
SORTS = ["name", "-name", "id", "-id", "next_at", "-last_contact_at", "tier"]


class Ask(NamedTuple):
    """A request; `{n}` in the path stands for a record of the kind."""

    method: str
    path: str
    body: dict[str, Any] | None = None  # Any: JSON values
    query: dict[str, str] | None = None


@dataclass
class Numbers:
    """Numbers of records of this run, by kind in the order of their coming, and how a number is told."""

    made: dict[str, list[int]] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)

    def some(self, kind: str, chance: random.Random) -> int:
        found = self.made.get(kind, [])
        return found[chance.randrange(len(found))] if found else 987_654

    def plain(self, value: Any, key: str = "") -> Any:  # Any: JSON values
        """The value without what may differ."""
        if isinstance(value, dict):
            return {name: self.plain(one, name) for name, one in value.items() if name not in OPAQUE}
        if isinstance(value, list):
            return [self.plain(one, key) for one in value]
        if isinstance(value, str) and INSTANT.match(value):
            return "T"
        if isinstance(value, int) and not isinstance(value, bool) and value in self.told:
            return f"#{self.told[value]}"
        return value


def _name(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)}{chance.choice(['', '有限公司', ' Ltd', str(chance.randrange(40))])}"


def _party(chance: random.Random, numbers: Numbers) -> Ask:
    body = {"kind": chance.choice(["organisation", "organisation", "person", "thing"]), "name": _name(chance)}
    if chance.random() < 0.5:
        body |= {"city": chance.choice(CITIES), "tier": chance.choice(["A", "B", ""])}
    if chance.random() < 0.4:
        body["phones"] = [f"138{chance.randrange(10**8):08d}"]  # type: ignore[assignment]  # JSON
    return Ask("POST", "parties", body)


def _changed(chance: random.Random, numbers: Numbers) -> Ask:
    body = chance.choice(
        [
            {"name": _name(chance)},
            {"city": chance.choice(CITIES)},
            {"tier": "C"},
            {"note": "x" * chance.randrange(300)},
            {"nothing": 1},
        ]
    )
    return Ask("PATCH", f"parties/{numbers.some('parties', chance)}", body)


def _list(chance: random.Random, numbers: Numbers) -> Ask:
    query = {"limit": str(chance.choice([3, 20, 100])), "sort": chance.choice(SORTS)}
    if chance.random() < 0.5:
        query["q"] = chance.choice(SEARCHES)
    if chance.random() < 0.3:
        query["city"] = chance.choice(CITIES)
    if chance.random() < 0.4:
        op, value = chance.choice(
            [("contains", "水"), ("contains", "ACME"), ("eq", "zebra"), ("starts", "江"), ("empty", None)]
        )
        query["filter"] = json.dumps(
            {"v": 1, "and": [{"field": chance.choice(["name", "city", "note"]), "op": op, "value": value}]}
        )
    return Ask("GET", "parties", None, query)


def _search(chance: random.Random, numbers: Numbers) -> Ask:
    return Ask("GET", "search", None, {"q": chance.choice(SEARCHES)})


def _contact(chance: random.Random, numbers: Numbers) -> Ask:
    body = {
        "party": numbers.some("parties", chance),
        "name": chance.choice(["张三", "李 四", "Ömer", "o'hara"]),
        "role": chance.choice(["decider", "user", ""]),
    }
    return Ask("POST", "contacts", body)


def _activity(chance: random.Random, numbers: Numbers) -> Ask:
    body = {
        "party": numbers.some("parties", chance),
        "kind": chance.choice(["call", "visit", "note", "x"]),
        "text": f"谈了 {chance.randrange(9)} 台 {chance.choice(SEARCHES)}",
    }
    return Ask("POST", "activities", body)


def _task(chance: random.Random, numbers: Numbers) -> Ask:
    due = date(2026, 12, 1) + timedelta(days=chance.randrange(60))
    return Ask("POST", "tasks", {"party": numbers.some("parties", chance), "text": "回访", "due_on": due.isoformat()})


def _lists(chance: random.Random, numbers: Numbers) -> Ask:
    return Ask(
        "GET",
        chance.choice(["contacts", "activities", "tasks"]),
        None,
        {"q": chance.choice(SEARCHES)} if chance.random() < 0.5 else {},
    )


def _one(chance: random.Random, numbers: Numbers) -> Ask:
    number = numbers.some("parties", chance)
    return chance.choice(
        [
            Ask("GET", f"parties/{number}"),
            Ask("GET", f"parties/{number}/timeline"),
            Ask("GET", f"parties/{number}/facts"),
        ]
    )


def _gone(chance: random.Random, numbers: Numbers) -> Ask:
    number = numbers.some("parties", chance)
    return chance.choice([Ask("DELETE", f"parties/{number}"), Ask("POST", f"parties/{number}/restorations", {})])


def _merged(chance: random.Random, numbers: Numbers) -> Ask:
    return Ask("POST", f"parties/{numbers.some('parties', chance)}/merges", {"from": [numbers.some("parties", chance)]})


ASKS: list[Callable[[random.Random, Numbers], Ask]] = [
    _party, _party, _party, _changed, _changed, _list, _list, _list, _search, _contact, _activity, _task, _lists, _one, _gone, _merged,
]  # fmt: skip


def play(seed: int, steps: int, out: Path) -> None:
    """Found a firm, ask, write down."""
    from django.test import Client

    from tongxin.collab.people.actions import create_token
    from tongxin.project.founding import found_firm
    from tongxin.project.prepare import prepare

    prepare()
    boss = found_firm(company="恒信", name="陈岚", email="boss@hengxin.example", password="gold-fish-2026-swim")
    _token, secret = create_token(by=boss, person=boss, name="chaos")
    client, chance, numbers = Client(), random.Random(seed), Numbers()
    with out.open("w", encoding="utf-8") as file:
        for step in range(steps):
            ask = chance.choice(ASKS)(chance, numbers)
            headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en", "If-Match": "*"}
            text = "" if ask.body is None else json.dumps(ask.body)
            answer = client.generic(
                ask.method, f"/api/v1/{ask.path}", text, "application/json", headers=headers, query_params=ask.query
            )
            told = json.loads(answer.content) if answer.content else None
            if ask.path == "search" and told and len(told.get("items", [])) == SHOWN:
                told = {"items": SHOWN}
            if answer.status_code == 201:
                number = int(told["id"])
                numbers.made.setdefault(ask.path.split("/")[-1], []).append(number)
                numbers.told.setdefault(number, len(numbers.told))
            line = {
                "step": step,
                "asked": [ask.method, numbers.plain(re.split(r"(\d+)", ask.path)), ask.query],
                "status": answer.status_code,
                "told": numbers.plain(told),
            }
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    django.setup()
    play(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
