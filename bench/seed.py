"""A firm of a million customers and ten million activities, put straight into the tables: what an import would take an hour for.

Run by `bin/bench seed` and by itself as `python -m bench.seed CUSTOMERS ACTIVITIES`, in an environment that names the firm's data. No
search words, no journal: it is there for lists. The same numbers give the same firm, but for the day on which it was made.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.data import GIVEN, SURNAMES, customers

CHUNK = 10_000
MADE = 50_000
REGIONS = "华东 华南 华北 西南".split()
BRANCHES = 5
SELLERS = 5
ROLES = ["", "", "buyer", "user", "technical", "approver", "decider", "coach"]
KINDS = ["call"] * 8 + ["visit"] * 5 + ["message"] * 3 + ["email"] * 2 + ["meeting", "note"]
WORDS = "报价 样品 合同 交货期 付款 技术参数 回访 投诉 展会 试用".split()
TIERS = ["A"] * 1 + ["B"] * 2 + ["C"] * 4 + ["D"] * 2 + [""]
GROUP_FIELD, MONEY_FIELD = "采购方式", "年采购额"


@dataclass
class Staff:
    """Who sells where: unit → sellers, and the fields that the firm made."""

    sellers: list[tuple[int, list[int], str]]
    choice: Any  # Any: a CustomField, whose module needs settings
    money: Any  # Any: as above
    at: datetime


def _founding() -> Staff:
    """Units, sellers with a role, and two fields of the firm."""
    from bench.firm import MAIL, MANAGER, PASSWORD, SELLER
    from tongxin.base.clock import now
    from tongxin.collab.access.actions import Newcomer, hire
    from tongxin.collab.access.models import Role
    from tongxin.collab.fields.actions import define_field
    from tongxin.collab.org.actions import add_unit
    from tongxin.collab.org.models import Unit
    from tongxin.collab.people.models import Person

    by = Person.objects.get(email=MAIL)
    roles = {role.name: role for role in Role.objects.all()}
    root = Unit.objects.get(parent=None)
    sellers: list[tuple[int, list[int], str]] = []
    known = {MANAGER: PASSWORD, SELLER: PASSWORD}
    for number, region in enumerate(REGIONS):
        above = add_unit(by=by, name=region, kind=Unit.Kind.REGION, parent=root)
        mail = f"manager{number}@tongxin.example"
        hire(by=by, newcomer=Newcomer(name=f"{region}经理", email=mail, password=known.get(mail), unit=above, is_head=True, roles=[roles["经理"]]))  # fmt: skip
        for branch in range(BRANCHES):
            unit = add_unit(by=by, name=f"{region}{branch + 1}部", parent=above)
            mails = [f"seller{number}{branch}{one}@tongxin.example" for one in range(SELLERS)]
            people = [
                hire(by=by, newcomer=Newcomer(name=f"{SURNAMES[branch]}{GIVEN[one]}{region}", email=mail, password=known.get(mail), unit=unit, roles=[roles["销售"]]))
                for one, mail in enumerate(mails)
            ]  # fmt: skip
            sellers.append((unit.pk, [one.pk for one in people], region))
    choice = define_field(
        by=by, kind="party", label=GROUP_FIELD, type="choice", choices=["招标", "框架", "零采", "代理", "网购"]
    )
    money = define_field(by=by, kind="party", label=MONEY_FIELD, type="money")
    return Staff(sellers, choice, money, now())


def _said(at: datetime) -> str:
    """An instant as both databases read it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


class Seeding:
    """Fills the tables a chunk at a time, each row in the order of its table's columns."""

    def __init__(self, staff: Staff, count: int, activities: int) -> None:
        from tongxin.collab.fields.models import FieldValue
        from tongxin.directory.activities.models import Activity, Step
        from tongxin.directory.parties.models import Contact, Party

        self.staff, self.count, self.each = staff, count, activities / count
        self.chance = random.Random(2026)
        self.models = {"party": Party, "contact": Contact, "activity": Activity, "step": Step, "value": FieldValue}
        self.instants = [_said(staff.at - timedelta(minutes=minutes)) for minutes in range(0, 1_500_000, 97)]
        self.keys: dict[str, str] = {}
        self.choices = list(staff.choice.labels)
        self.made = 0

    def rows(self) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """What belongs into each table, CHUNK customers at a time."""
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in self.models}
        for number, row in enumerate(customers(self.count)):
            self._customer(number, row, found)
            if number % CHUNK == CHUNK - 1 or number == self.count - 1:
                yield found
                found = {name: [] for name in self.models}

    def _number(self) -> int:
        self.made += 1
        return self.made

    def _customer(self, number: int, row: list[str], found: dict[str, list[dict[str, Any]]]) -> None:
        chance, pk = self.chance, self._number()
        unit, sellers, region = self.staff.sellers[number % len(self.staff.sellers)]
        owner = sellers[chance.randrange(len(sellers))]
        happened = self._activities(pk, owner, found["activity"])
        added = self.instants[-1 - chance.randrange(2000)]
        custom = self._custom(pk, found["value"])
        step = self._step(pk, owner, found["step"])
        found["party"].append(
            self._party(pk, row[0], is_customer=True, uscc=row[1], city=row[3], address=row[4], industry=row[5], tier=chance.choice(TIERS), region=region, owner_id=owner, unit_id=unit, last_contact_at=happened, custom=custom, created_at=added, updated_at=added, **step)
        )  # fmt: skip
        for place in range(chance.choice([0, 1, 1, 1, 2])):
            person = self._number()
            name = chance.choice(SURNAMES) + chance.choice(GIVEN)
            found["party"].append(
                self._party(person, name, kind="person", owner_id=owner, unit_id=unit, created_at=added, updated_at=added)
            )  # fmt: skip
            found["contact"].append(
                {"party_id": pk, "person_id": person, "role": chance.choice(ROLES), "is_main": not place, "added_at": added}
            )  # fmt: skip

    def _party(self, pk: int, name: str, **more: Any) -> dict[str, Any]:
        from tongxin.base.chinese.pinyin import sort_key

        is_person = more.get("kind") == "person"
        key = self.keys.get(name) or sort_key(name, person=is_person)
        if is_person:
            self.keys[name] = key
        return {"id": pk, "name": name, "sort_key": key, "name_key": name[:200], **more}

    def _activities(self, pk: int, owner: int, into: list[dict[str, Any]]) -> str | None:
        """Some are busy, a third fell asleep half a year ago; the newest contact."""
        chance = self.chance
        asleep = 2700 if chance.random() < 0.33 else 0
        newest: str | None = None
        for _number in range(min(80, int(chance.expovariate(1 / (self.each + 0.5))))):
            kind = chance.choice(KINDS)
            at = self.instants[min(len(self.instants) - 1, asleep + int(chance.expovariate(1 / 3700)))]
            into.append({"kind": kind, "party_id": pk, "at": at, "made_by_id": owner, "created_at": at, "text": f"{chance.choice(WORDS)}，{chance.choice(WORDS)}"})  # fmt: skip
            if kind != "note" and (newest is None or at > newest):
                newest = at
        return newest

    def _step(self, pk: int, owner: int, into: list[dict[str, Any]]) -> dict[str, Any]:
        """Two in five have something planned."""
        if self.chance.random() > 0.4:
            return {}
        due = self.staff.at + timedelta(days=self.chance.randrange(-20, 60))
        text = self.chance.choice(WORDS)
        into.append({"kind": "call", "text": text, "party_id": pk, "due_on": due.date().isoformat(), "due_at": _said(due), "owner_id": owner, "made_by_id": owner, "created_at": _said(self.staff.at)})  # fmt: skip
        return {"next_step": text, "next_at": _said(due)}

    def _custom(self, pk: int, into: list[dict[str, Any]]) -> str:
        chosen = self.chance.choice(self.choices)
        amount = float(self.chance.randrange(1, 900) * 1000)
        into.append({"field_id": self.staff.choice.pk, "record_id": pk, "text": chosen})
        into.append({"field_id": self.staff.money.pk, "record_id": pk, "number": amount})
        return json.dumps(
            {self.staff.choice.key: chosen, self.staff.money.key: {"amount": f"{amount:.2f}", "currency": "CNY"}}
        )


def _row(model: Any) -> dict[str, Any]:
    """A whole row, empty, as the database takes it."""
    fields = [field for field in model._meta.concrete_fields if not field.generated and not field.primary_key]
    empty = {field.attname: None if field.null else field.get_default() for field in fields}
    return {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in empty.items()}


def _write(model: Any, rows: list[dict[str, Any]]) -> None:
    from django.db import connection

    empty = _row(model)
    names = ["id", *empty] if rows and "id" in rows[0] else list(empty)
    columns = ", ".join(f'"{name}"' for name in names)
    values = (list(map({**empty, **row}.__getitem__, names)) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(names))
            cursor.connection.executemany(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})", values)
            return
        with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)


def _again(seeding: Seeding, turn: int) -> None:
    """All that was made, once more under other names: the database copies ten times faster than rows are thought up."""
    from django.db import connection, transaction

    away = turn * seeding.made
    changed = {
        "party": {"id": f"id + {away}", "name": f"name || '{turn}'", "sort_key": f"substr(substr(sort_key, {turn + 1}) || sort_key, 1, 120)"},
        "contact": {"party_id": f"party_id + {away}", "person_id": f"person_id + {away}"},
        "activity": {"party_id": f"party_id + {away}"},
        "step": {"party_id": f"party_id + {away}"},
        "value": {"record_id": f"record_id + {away}"},
    }  # fmt: skip
    of = {"party": "id", "value": "record_id"}
    with transaction.atomic(), connection.cursor() as cursor:
        for name, model in seeding.models.items():
            names = list(_row(model)) if name != "party" else ["id", *_row(model)]
            said = [changed[name].get(one, f'"{one}"') for one in names]
            columns = ", ".join(f'"{one}"' for one in names)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {', '.join(said)} FROM {model._meta.db_table} "
                f"WHERE {of.get(name, 'party_id')} <= {seeding.made}"
            )


def seed(count: int, activities: int) -> dict[str, float]:
    """Fill an empty firm. Indexes of the large tables are made afterwards, which takes a fifth of the time."""
    from django.db import connection, transaction

    begun = time.perf_counter()
    first = count if count <= MADE else MADE
    seeding = Seeding(_founding(), first, activities * first // count)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", "wal_autocheckpoint=100000"):
                cursor.execute(f"PRAGMA {pragma}")
    indexes = [(model, index) for model in seeding.models.values() for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.remove_index(model, index)
    for found in seeding.rows():
        with transaction.atomic():
            for name, rows in found.items():
                _write(seeding.models[name], rows)
    for turn in range(1, count // first):
        _again(seeding, turn)
        print(f"{(turn + 1) * first} customers, {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    for model, index in indexes:
        with connection.schema_editor() as editor:
            editor.add_index(model, index)
    _settle(seeding)
    return {"seconds": time.perf_counter() - begun, "activities": seeding.models["activity"].objects.count()}


def _settle(seeding: Seeding) -> None:
    """Numbers go on behind those given; the database learns what its own housekeeping would have told it by now."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(seeding.models.values())):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def main() -> int:
    """Fill the firm of the environment."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
    django.setup()
    print(seed(int(sys.argv[1]), int(sys.argv[2])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
