"""Records are merged and merges undone, in random order and on top of one another, while colleagues go on working.

At the end every merge is undone, and everything must be as it was: each column of each row, but for versions and the time of
the last change; what was noted meanwhile belongs to the record that was kept at that time. Every third firm has public pools, a
rule of return, key customers and a hand-over behind it. Firms are founded one after another, each rolled back at its end; most
see sixty merges and undos, every eighth three hundred.
Run by `bin/chaos merge undo`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import hashlib
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

LABELS = ("parties", "activities", "access", "files", "memory", "pools", "ownership")
MOVING = {"version", "updated_at", "contact_order", "next_order"}
# What follows from activities is compared only where nothing was noted meanwhile.
TRACED = {
    "Party": {"last_contact_at", "next_step", "next_at"},
    "Custody": {"followed_at", "return_at", "line_id", "warned_for"},
}
WORDS = "恒 润 澄 江 金 陵 远 东 锦 溪 宏 盛".split()
CITIES = ["苏州", "上海", "", "无锡", "苏州市"]


@dataclass
class World:
    """The firm in which it happens. `noted` is what was added meanwhile: number of the row to the party it belongs to."""

    boss: Any
    chance: random.Random
    firms: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    noted: dict[int, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=lambda: {"merged": 0, "undone": 0, "refused": 0, "noted": 0})


Row = dict[str, Any]


def state(without: set[int], *, traced: bool = True) -> dict[str, dict[Any, Row]]:
    """Every row that a merge may touch, by its number; activities in `without` are left out, and what follows from them."""
    from django.apps import apps

    found = {}
    for label in LABELS:
        for model in apps.get_app_config(label).get_models():
            left_out = MOVING if traced else MOVING | TRACED.get(model.__name__, set())
            names = [column.attname for column in model._meta.concrete_fields if column.attname not in left_out]
            key = model._meta.pk.attname
            rows = model._base_manager.exclude(pk__in=without) if model.__name__ == "Activity" else model._base_manager
            found[f"{label}.{model.__name__}"] = {row[key]: row for row in rows.order_by().values(*names)}
    return found


def digest(rows: dict[Any, Row]) -> str:
    """A short mark of all rows of a kind, by which sameness is seen at once."""
    told = json.dumps([rows[key] for key in sorted(rows, key=str)], sort_keys=True, default=str)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def differences(before: dict[str, dict[Any, Row]], after: dict[str, dict[Any, Row]]) -> list[str]:
    """What is not as it was."""
    wrong = []
    for label in before:
        old, new = before[label], after[label]
        if digest(old) == digest(new):
            continue
        for number in sorted(old.keys() | new.keys()):
            one, other = old.get(number), new.get(number)
            if one is None or other is None:
                wrong.append(f"{label} {number}: {'gone' if other is None else 'left over'}")
                continue
            wrong += [f"{label} {number}.{key}: {one[key]!r} → {other[key]!r}" for key in one if one[key] != other[key]]
    return wrong


def populate(boss: Any, others: list[Any], chance: random.Random, *, firms: int = 9) -> World:
    """Firms of all kinds, with people who work at several of them, numbers that several have, groups, tags, files and plans."""
    from django.core.files.base import ContentFile

    from tongxin.base.clock import now
    from tongxin.base.subjects import Subject
    from tongxin.collab.access.actions import share_record
    from tongxin.collab.files.actions import attach_file, store_file
    from tongxin.directory.activities.actions import note_activity, plan_step
    from tongxin.directory.parties import actions
    from tongxin.directory.parties.models import Party

    world = World(boss, chance)
    phones = [f"1380013{number:04d}" for number in range(6)]
    file = store_file(by=boss, upload=ContentFile(b"drawing", name="drawing.txt"))
    for number in range(firms):
        name = "".join(chance.choices(WORDS, k=2)) + f"{number}" + chance.choice(["有限公司", "厂", ""])
        numbers = {"phone": chance.sample(phones, chance.randrange(3)), "email": [f"a{number % 3}@x.example"]}
        facts = {
            "city": chance.choice(CITIES),
            "note": chance.choice(["", "月底付款"]),
            "tier": chance.choice(["A", ""]),
        }
        party = actions.create_party(by=boss, name=name, owner=chance.choice(others), points=numbers, **facts)
        party.refresh_from_db()
        world.firms.append(party.pk)
        for one in range(chance.randrange(3)):
            known = chance.choice(world.people) if world.people and chance.random() < 0.4 else None
            person = Party.objects.get(pk=known) if known else None
            if known and party.contacts.filter(person=known).exists():
                continue
            contact = actions.add_contact(
                by=boss,
                party=party,
                person=person,
                name="" if person else chance.choice([f"张{number}{one}", "马国栋"]),
                points={"phone": phones[:1]},
            )
            if not known:
                world.people.append(contact.person_id)
        actions.set_tags(by=boss, party=party, names=chance.sample(["展会", "老客户", "大客户"], chance.randrange(3)))
        for person in chance.sample(others, chance.randrange(2)):
            actions.join_team(by=boss, party=party, person=person, role=chance.choice(["", "技术"]))
        if chance.random() < 0.5:
            share_record(
                by=boss,
                on=Subject("party", party.pk),
                with_whom=chance.choice(others),
                level=chance.choice(["read", "write"]),
            )
        if chance.random() < 0.5:
            attach_file(by=boss, file=file, on=Subject("party", party.pk), customer=party.pk)
        people = list(party.contacts.values_list("person_id", flat=True))
        for day in range(chance.randrange(3)):
            at = now() - timedelta(days=day + number, hours=1)
            note_activity(by=boss, party=party, kind="call", text=f"通话{day}", people=people[:2], at=at)
        if chance.random() < 0.6:
            plan_step(
                by=boss, party=party, text=f"回访{number}", due=now().date() + timedelta(days=number), people=people[:1]
            )
        earlier = [Party.objects.get(pk=pk) for pk in world.firms[:-1]]
        if earlier and chance.random() < 0.4:
            actions.set_parent(by=boss, party=party, parent=chance.choice(earlier))
        if earlier and chance.random() < 0.5:
            actions.add_relation(by=boss, party=party, other=chance.choice(earlier), kind="partner")
    return world


def found_pools(world: World, others: list[Any]) -> None:
    """Two pools and a rule; customers that were given back, claimed, protected, kept as key customers, handed over."""
    from tongxin.directory.memory.actions import note_fact
    from tongxin.directory.ownership.actions import begin_hand_over, carry_out, mark_key
    from tongxin.directory.parties.models import Party
    from tongxin.frontoffice.pools import actions
    from tongxin.frontoffice.pools.models import Custody

    boss, chance = world.boss, world.chance
    pools = [
        actions.save_pool(by=boss, name=f"公海{n}", people=others, keepers=[boss], claims={"reclaim_days": 9})
        for n in "甲乙"
    ]
    lines = [actions.LineDraft(base="followed", days=60), actions.LineDraft(base="claimed", days=90)]
    actions.save_return_rule(by=boss, pool=pools[0], lines=lines, grace_days=3, is_on=True, most_protected=99)
    actions.rederive(parties=world.firms)
    one = begin_hand_over(by=boss, giver=others[1], taker=others[2], kinds=["customers", "teams"])
    carry_out(hand_over=one.pk, job=Watching())
    for party in Party.objects.living().filter(pk__in=world.firms).order_by("pk"):
        deed = chance.random()
        if deed < 0.45:
            stay = actions.release(by=boss, party=party, pool=chance.choice(pools), why="没有需求")
            if chance.random() < 0.5:
                actions.claim(by=chance.choice([one for one in others if one != stay.came_from]), stay=stay)
        elif deed < 0.7 and Custody.objects.filter(party=party, protected_until=None).exists():
            actions.protect(by=party.owner, party=party, days=chance.randrange(1, 30))
        if chance.random() < 0.3:
            mark_key(by=boss, party=party, why="年框客户")
        if chance.random() < 0.5:
            note_fact(by=boss, party=party, kind="likes", text=chance.choice(["喝茶", "周三开会"]))


class Watching:
    """Stands for the worker."""

    id, done = 1, 0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None: ...
    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None: ...


def merge_some(world: World) -> None:
    """Merge two living records of one kind, with values chosen at random; what makes no sense is refused."""
    from django.core.exceptions import ValidationError

    from tongxin.directory.doubles.actions import merge_parties
    from tongxin.directory.doubles.queries.choosing import CHOSEN, values_chosen
    from tongxin.directory.parties.models import Party

    ids = world.chance.choice([world.firms, world.firms, world.people])
    living = list(Party.objects.living().filter(pk__in=ids).order_by("pk"))
    if len(living) < 2:
        return
    kept, gone = world.chance.sample(living, 2)
    sides = {
        name: world.chance.choice(["kept", "gone"])
        for name in CHOSEN
        if world.chance.random() < 0.3 and name != "parent"
    }
    try:
        merge_parties(by=world.boss, kept=kept, gone=gone, values=values_chosen(kept, gone, sides))
    except ValidationError:
        world.done["refused"] += 1
    else:
        world.done["merged"] += 1


def undo_some(world: World, *, every: bool = False) -> list[str]:
    """Undo any merge, or all of them in random order. Answers what could not be put back."""
    from tongxin.directory.doubles.actions import undo_merge
    from tongxin.directory.doubles.models import Merge

    merges = list(Merge.objects.standing().filter(within=None).order_by("pk"))
    world.chance.shuffle(merges)
    stayed = []
    for merge in merges if every else merges[:1]:
        stayed += [str(move) for move in undo_merge(by=world.boss, merge=merge)]
        world.done["undone"] += 1
    return stayed


def note_some(world: World) -> None:
    """A colleague notes something on a record that stands at this moment: there it stays."""
    from tongxin.directory.activities.actions import note_activity
    from tongxin.directory.parties.models import Party

    party = Party.objects.get(
        pk=world.chance.choice(list(Party.objects.living().filter(pk__in=world.firms).values_list("pk", flat=True)))
    )
    activity = note_activity(by=world.boss, party=party, kind="call", text="刚打过电话")
    world.noted[activity.pk] = party.pk
    world.done["noted"] += 1


def play(world: World, operations: int, *, notes: bool) -> list[str]:
    """So many merges and undos, then all undone. Answers what is wrong."""
    from tongxin.directory.activities.models import Activity

    before = {traced: state(set(), traced=traced) for traced in (True, False)}
    wrong: list[str] = []
    for _turn in range(operations):
        deed = world.chance.random()
        if notes and deed < 0.1:
            note_some(world)
        elif deed < 0.6:
            merge_some(world)
        else:
            wrong += undo_some(world)
    wrong += undo_some(world, every=True)
    traced = not world.noted
    wrong += differences(before[traced], state(set(world.noted), traced=traced))
    places = dict(Activity.objects.filter(pk__in=world.noted).values_list("pk", "party_id"))
    wrong += [
        f"what was noted on {party} stands on {places[pk]}" for pk, party in world.noted.items() if places[pk] != party
    ]
    return wrong


def main(argv: list[str]) -> int:
    """Found a firm, play, tell."""
    parser = argparse.ArgumentParser(prog="bin/chaos merge undo", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many merges and undos in all")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as folder:
        os.environ["TONGXIN_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
        import django

        django.setup()
        report = rounds(arguments.count, seed)
    print(json.dumps(report, ensure_ascii=False))
    return 0 if not report["wrong"] else 1


def rounds(count: int, seed: int) -> dict[str, Any]:
    """Round after round in firms of their own until so many merges and undos were done."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests.cast import assemble

    call_command("migrate", verbosity=0)
    cast = assemble()
    total: dict[str, Any] = {"database": connection.vendor, "seed": seed, "rounds": 0}
    total |= {"merged": 0, "undone": 0, "refused": 0, "noted": 0}
    began = time.process_time()
    while total["merged"] + total["undone"] < count:
        number = total["rounds"]
        with transaction.atomic():
            world, wrong = one_round(cast, random.Random(f"{seed}-{number}"), number)
            transaction.set_rollback(True)
        for name, done in world.done.items():
            total[name] += done
        total["rounds"] += 1
        total["cpu_seconds"] = round(time.process_time() - began)
        if wrong:
            return {**total, "wrong": wrong[:20]}
        if number % 10 == 0:
            print(json.dumps(total), file=sys.stderr, flush=True)
    return {**total, "wrong": []}


def one_round(cast: Any, chance: random.Random, number: int) -> tuple[World, list[str]]:
    """Found a firm and play in it. Answers what is wrong."""
    others = [cast.boss, cast.manager, cast.colleague, cast.south]
    is_long = number % 8 == 7
    world = populate(cast.boss, others, chance, firms=20 if is_long else 9)
    if number % 3 == 2:
        found_pools(world, others)
    return world, play(world, 300 if is_long else 60, notes=number % 2 == 1)
