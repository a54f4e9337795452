"""A hundred editors who have all seen the same record save at once: by programs with `If-Match`, by the forms of a customer's page, and decisions
on an approval whose facts changed meanwhile. Nobody's words are overwritten by somebody who had not seen them.

Run by `bin/chaos lost-update`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.test import Client

from tests.cast import Cast
from tests.security.world import World, build
from tongxin.collab.approvals.actions import publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow, Holder
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import start_quote
from tongxin.interfaces.rest.tests.asking import Caller, token_of
from tongxin.project.prepare import prepare

# What can be changed, by the name of its number in the world, and a field of words.
EDITABLE = {
    "parties": ("party_id", "note"),
    "contacts": ("contact_id", "title"),
    "activities": ("activity_id", "text"),
    "tasks": ("step_id", "text"),
    "facts": ("fact_id", "text"),
    "opportunities": ("opportunity_id", "source"),
    "quotes": ("quote_id", "project"),
    "products": ("product_id", "name"),
    "contracts": ("contract_id", "title"),
    "targets": ("target_id", "value"),
    "leads": ("lead_id", "city"),
    "calendar-entries": ("calendar_entry_id", "title"),
}
FIELDS = ("city", "source", "note", "industry", "website")
AT_ONCE = 20


def at_once(deeds: list[Callable[[], object]]) -> None:
    """All of them by so many threads as there are turns."""
    left, guard = list(deeds), threading.Lock()

    def work() -> None:
        try:
            while True:
                with guard:
                    if not left:
                        return
                    deed = left.pop()
                deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def by_programs(secret: str, resource: str, number: int, field: str, editors: int) -> dict[str, Any]:
    """All have seen the same version. One is taken; the others hear what is there now."""
    path = f"/{resource}/{number}"
    seen = Caller(secret).get(path)
    answers: dict[str, Any] = {}

    def save(value: str) -> None:
        answers[value] = Caller(secret).patch(path, {field: value}, seen.json["version"])

    words = [str(100 + one) if field == "value" else f"第{one}人写的" for one in range(editors)]
    at_once([lambda value=value: save(value) for value in words])  # type: ignore[misc]  # each its own
    taken = [value for value, answer in answers.items() if answer.status == 200]
    there = Caller(secret).get(path).json
    refused = [answer for answer in answers.values() if answer.status != 200]
    return {
        "statuses": dict(Counter(answer.status for answer in answers.values())),
        "lost": max(len(taken) - 1, 0)
        + (not taken or taken[0] not in (str(there.get(field)), _plain(there.get(field)))),
        "untold": sum("current" not in answer.json for answer in refused),
    }


def _plain(value: object) -> str:
    return str(value).removesuffix(".00").removesuffix(".0")


def signed_in(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def by_forms(person: Person, party: Party, editors: int) -> dict[str, Any]:
    """Five fields, and words for tags: whoever is first with a field is taken, others get back what they typed."""
    answers: list[tuple[str, str, Any]] = []

    def save(number: int) -> None:
        field = FIELDS[number % len(FIELDS)]
        typed = f"第{number}人" if field != "website" else f"https://h{number}.example/"
        said = {"value": typed, "was": before[field]}
        answers.append((field, typed, clients[number].post(f"/customers/{party.pk}/facts/{field}/", said)))

    def tag(number: int) -> None:
        said = {"value": f"原有,标签{number}", "was": "原有"}
        if clients[number].post(f"/customers/{party.pk}/facts/tags/", said).status_code == 200:
            tagged.add(f"标签{number}")

    clients, tagged = [signed_in(person) for _number in range(editors)], set[str]()
    Party.objects.filter(pk=party.pk).update(**dict.fromkeys(FIELDS, ""))
    before = dict.fromkeys(FIELDS, "")
    clients[0].post(f"/customers/{party.pk}/facts/tags/", {"value": "原有", "was": ""})
    at_once([lambda number=number: save(number) for number in range(editors)])  # type: ignore[misc]  # each its own
    at_once([lambda number=number: tag(number) for number in range(editors // 5)])  # type: ignore[misc]  # as above
    there = Party.objects.get(pk=party.pk)
    taken = Counter(field for field, _typed, answer in answers if answer.status_code == 200)
    kept = {field for field, typed, answer in answers if answer.status_code == 200 and getattr(there, field) == typed}
    back = [typed in answer.content.decode() for _field, typed, answer in answers if answer.status_code == 422]
    return {
        "statuses": dict(Counter(answer.status_code for _field, _typed, answer in answers)),
        "lost": sum(count - 1 for count in taken.values()) + len(taken.keys() - kept),
        "unanswered": editors - len(answers),
        "not_merged": len(set(FIELDS) - kept),
        "typed_is_gone": back.count(False),
        "tags": len(tagged),
        "tags_lost": len({"原有", *tagged} - {tag.name for tag in there.tags.all()}),
    }


def of_decisions(cast: Cast, editors: int) -> dict[str, Any]:
    """They looked at the facts, somebody changed them, they agree to what is not there any more."""
    graph = {"v": 1, "line": [{"type": "step", "key": "one", "name": "one", "who": [{"from": "people", "people": [cast.manager.pk]}]}]}  # fmt: skip
    publish_flow(by=cast.boss, key="stale", name="stale", graph=graph)
    found = start_approval(by=cast.seller, flow=Flow.objects.get(key="stale"), title="样品", facts={})
    seen = found.facts_version
    Approval.objects.filter(pk=found.pk).update(facts_version=seen + 1)
    secret = token_of(cast.manager)
    statuses: list[int] = []
    body = {"deed": "agree"}
    address = f"/approvals/{found.pk}/decisions"
    at_once(
        [lambda: statuses.append(Caller(secret).ask("POST", address, body, If_Match=str(seen)).status)] * (editors // 5)
    )
    is_open = Holder.objects.open().filter(approval=found).exists()
    again: list[int] = []
    at_once(
        [lambda: again.append(Caller(secret).ask("POST", address, body, If_Match=str(seen + 1)).status)]
        * (editors // 5)
    )
    return {"stale": dict(Counter(statuses)), "stale_taken": int(not is_open), "fresh": dict(Counter(again))}


def play(editors: int) -> int:
    """Found, save at once, look."""
    prepare()
    world: World = build()
    south = Person.objects.get(pk=world.cast.south.pk)
    numbers = dict(world.numbers)
    numbers["quote_id"] = start_quote(by=south, party=world.party, lines=[{"text": "备件", "price": "5"}]).pk
    secret, boss = token_of(south), token_of(world.cast.boss)
    report: dict[str, Any] = {}
    for resource, (name, field) in EDITABLE.items():
        known = boss if resource in ("products", "targets") else secret
        report[resource] = by_programs(known, resource, int(numbers[name]), field, editors)
    report["forms"] = by_forms(south, world.party, editors)
    decided = of_decisions(world.cast, editors)
    print(json.dumps({**report, "decisions": decided}, ensure_ascii=False))
    wrong = sum(one["lost"] + one.get("untold", 0) for one in report.values())
    wrong += sum(report["forms"][name] for name in ("unanswered", "not_merged", "typed_is_gone", "tags_lost"))
    return 1 if wrong or decided["stale_taken"] or decided["fresh"].get(201) != 1 else 0


def main(argv: list[str]) -> int:
    """In the installation that was made for it."""
    parser = argparse.ArgumentParser(prog="bin/chaos lost-update", description=__doc__)
    parser.add_argument("--editors", type=int, default=100)
    return play(parser.parse_args(argv).editors)
