"""Records are merged and merges undone, in random order and on top of one another, while colleagues go on working.

At the end every merge is undone, and everything must be as it was: each column of each row, but for versions and the time of
the last change; what was noted meanwhile belongs to the record that was kept at that time. Every third firm has public pools, a
rule of return, key customers and a hand-over behind it. Firms are founded one after another, each rolled back at its end; most
see sixty merges and undos, every eighth three hundred.
Run by `bin/chaos merge undo`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import random
import sys
import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction

from tests.cast import Cast, assemble
from tests.chaos.comparing import differences, state
from tests.chaos.firms import World, found_pools, populate
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.activities.models import Activity
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.actions.rings import ABOVE, ring_above
from tongxin.directory.doubles.models import Merge
from tongxin.directory.doubles.queries.choosing import CHOSEN, values_chosen
from tongxin.directory.parties.models import Party


def merge_some(world: World) -> None:
    """Merge two living records of one kind, with values chosen at random; what makes no sense is refused."""
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
    merges = list(Merge.objects.standing().filter(within=None).order_by("pk"))
    world.chance.shuffle(merges)
    stayed = []
    for merge in merges if every else merges[:1]:
        stayed += [str(move) for move in undo_merge(by=world.boss, merge=merge)]
        world.done["undone"] += 1
    return stayed


def note_some(world: World) -> None:
    """A colleague notes something on a record that stands at this moment: there it stays."""
    party = Party.objects.get(
        pk=world.chance.choice(list(Party.objects.living().filter(pk__in=world.firms).values_list("pk", flat=True)))
    )
    activity = note_activity(by=world.boss, party=party, kind="call", text="刚打过电话")
    world.noted[activity.pk] = party.pk
    world.done["noted"] += 1


def rings() -> list[str]:
    """Groups and reporting lines in which somebody stands below themselves."""
    closed = []
    for label, (model, column) in ABOVE.items():
        above = dict(model._base_manager.order_by().values_list("pk", f"{column}_id"))
        below = [row for row, over in above.items() if over is not None]
        closed += [f"{label} {row} stands below itself" for row in below if row in ring_above(label, row, above)]
    return closed


def play(world: World, operations: int, *, notes: bool) -> list[str]:
    """So many merges and undos, then all undone. Answers what is wrong."""
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
        if closed := rings():
            return [*wrong, *closed]
    wrong += undo_some(world, every=True)
    traced = not world.noted
    wrong += differences(before[traced], state(set(world.noted), traced=traced))
    places = dict(Activity.objects.filter(pk__in=world.noted).values_list("pk", "party_id"))
    wrong += [
        f"what was noted on {party} stands on {places[pk]}" for pk, party in world.noted.items() if places[pk] != party
    ]
    return wrong


def main(argv: list[str]) -> int:
    """Found firms, play, tell."""
    parser = argparse.ArgumentParser(prog="bin/chaos merge undo", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many merges and undos in all")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    report = rounds(arguments.count, arguments.seed or random.randrange(1, 1_000_000))
    print(json.dumps(report, ensure_ascii=False))
    return 0 if not report["wrong"] else 1


def rounds(count: int, seed: int) -> dict[str, Any]:
    """Round after round in firms of their own until so many merges and undos were done."""
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


def one_round(cast: Cast, chance: random.Random, number: int) -> tuple[World, list[str]]:
    """Found a firm and play in it. Answers what is wrong."""
    others = [cast.boss, cast.manager, cast.colleague, cast.south]
    is_long = number % 8 == 7
    world = populate(cast.boss, others, chance, firms=20 if is_long else 9)
    if number % 3 == 2:
        found_pools(world)
    return world, play(world, 300 if is_long else 60, notes=number % 2 == 1)
