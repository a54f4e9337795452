"""Opportunities to measure on: 40 sellers in 20 units, half of the deals won or lost in the last two years, put in by the import's own verbs.

Run as `python -m bench.deals ROWS` with the environment of a founded firm.
"""

import http.client
import json
import random
import sys
from datetime import UTC, datetime, timedelta

import django

from bench.load import Call
from bench.server import Server

CHUNK = 1000
TODAY = datetime.now(UTC).date()
STAGES = ("need", "solution", "quoted", "terms", "signing")
BOARD = [Call("/pipeline/")]
CREATE = [
    Call(
        "/api/v1/opportunities",
        "POST",
        '{"name": "新商机 %n", "amount": {"amount": "86000", "currency": "CNY"}, "close_on": "2027-03-31"}',
    )
]
TOTALS = [Call("/api/v1/opportunities/totals")]
REPORT = [Call(f"/api/v1/opportunities/won?by=month&year={TODAY.year}")]


def moves(server: Server, token: dict[str, str]) -> list[Call]:
    """One card from the first stage to the second and back again, as the board sends it."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.request("GET", "/api/v1/opportunities?state=open&limit=200", headers=token)
    items = json.load(connection.getresponse())["items"]
    first, second = sorted({one["stage"]["id"] for one in items})[:2]
    card = next(one["id"] for one in items if one["stage"]["id"] == first)
    address = f"/opportunities/{card}/stage/"
    return [Call(address, "POST", f"on=board&stage={stage}") for stage in (second, first)]


def fill(count: int) -> None:
    """So many opportunities in a founded firm."""
    from django.db import transaction

    from bench.firm import MAIL
    from tongxin.base.money import Money
    from tongxin.base.registries import Choices
    from tongxin.collab.access.actions import Newcomer, hire
    from tongxin.collab.access.models import Role
    from tongxin.collab.org.actions import add_unit
    from tongxin.collab.org.models import Unit
    from tongxin.collab.people.models import Person
    from tongxin.frontoffice.pipeline.actions.importing import write
    from tongxin.frontoffice.pipeline.actions.storing import OpportunityDraft
    from tongxin.frontoffice.pipeline.models import Stage

    by = Person.objects.get(email=MAIL)
    role = Role.objects.get(name="销售")
    root = Unit.objects.get(parent=None)
    sellers = []
    for number in range(40):
        if number % 2 == 0:
            unit = add_unit(by=by, name=f"销售{number // 2 + 1}部", parent=root)
        newcomer = Newcomer(name=f"销售{number}", email=f"deals{number}@tongxin.example", unit=unit, roles=[role])
        sellers.append(hire(by=by, newcomer=newcomer).pk)
    stages = [str(Stage.objects.get(key=f"project.{name}").pk) for name in STAGES]
    chance, today = random.Random(2026), TODAY  # noqa: S311  # chance, not secrets
    for begin in range(0, count, CHUNK):
        drafts = []
        for row in range(begin, min(begin + CHUNK, count)):
            is_open = chance.random() < 0.5
            stage = chance.choice(stages) if is_open else chance.choice(("won", "lost"))
            day = today + timedelta(days=chance.randrange(1, 300) * (1 if is_open else -2))
            drafts.append(
                OpportunityDraft(
                    row=row, name=f"商机 {row}", customer="", number=f"D{row}", stage=stage,
                    amount=Money(chance.randrange(1, 900) * 100_000, "CNY"), opened_on=today - timedelta(days=row % 90),
                    closed_on=day, product="", owner=chance.choice(sellers), source="", note="",
                )
            )  # fmt: skip
        with transaction.atomic():
            write(by, drafts, "import:bench", Choices())


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
