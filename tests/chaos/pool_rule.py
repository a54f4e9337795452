"""A rule of return is switched on where everybody's list is long and old: nobody may lose a customer before the grace is over,
and then exactly those whom the rule names.

Run by `bin/chaos pool rule`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from tests.cast import assemble, hire
from tests.chaos.watching import Watching
from tongxin.base.clock import now, replaying
from tongxin.base.database.bulk import insert_rows
from tongxin.collab.access.models import Role
from tongxin.directory.activities.models import Activity
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import LineDraft, rederive_all, return_due, save_pool, save_return_rule
from tongxin.frontoffice.pools.models import Custody
from tongxin.frontoffice.pools.queries.trying_out import try_out
from tongxin.frontoffice.pools.returning import Line

SELLERS, GRACE, QUIET, SILENT = 20, 14, 30, 20


@dataclass
class Firm:
    """Who there is, and how the lists stood at the beginning."""

    boss: Any
    sellers: list[Any]
    pool: Any
    lists: dict[int, int] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)


def found_firm(rows: int, chance: random.Random) -> Firm:
    """Twenty sellers share `rows` customers of all ages; nobody spoke with every twentieth for more than a month."""
    cast = assemble()
    role = Role.objects.get(name="销售")
    sellers = [hire(cast.boss, f"销售{n}", f"seller{n}", role, cast.suzhou) for n in range(SELLERS)]
    pool = save_pool(by=cast.boss, name="华东公海", units=[cast.east])
    firm = Firm(cast.boss, sellers, pool)
    for start in range(0, rows, 5_000):
        parties = []
        for number in range(start, min(start + 5_000, rows)):
            added = now() - timedelta(days=chance.randint(QUIET + 2, 900))
            party = Party(name=f"客户{number}", sort_key=f"kehu{number:07}", name_key=f"客户{number}", is_customer=True)
            party.owner, party.unit = sellers[number % SELLERS], cast.suzhou
            party.created_by, party.created_at, party.updated_at = cast.boss, added, added
            party.tier = "ABC"[number % 3]
            parties.append(party)
        with transaction.atomic():
            insert_rows(Party, parties)
            silent = parties[::SILENT]
            firm.silent |= {party.pk for party in silent}
            insert_rows(Activity, [_spoken(party, chance) for party in parties if party.pk not in firm.silent])
    firm.lists = lists()
    return firm


def _spoken(party: Any, chance: random.Random) -> Any:

    at = now() - timedelta(days=chance.randint(0, 10), hours=1)
    return Activity(
        kind="visit", party=party, at=at, created_at=at, made_by=party.owner, text="看了车间，谈了更换计划和预算"
    )


def lists() -> dict[int, int]:
    """How many customers each person holds."""

    return dict(Counter(Party.objects.customers().exclude(owner=None).values_list("owner_id", flat=True)))


def timed(figures: dict[str, Any], name: str, deed: Callable[[], Any]) -> Any:
    """What the deed answers; how long it took is noted."""
    begin = time.monotonic()
    answer = deed()
    figures[f"{name}_s"] = round(time.monotonic() - begin, 2)
    print(f"{name}: {figures[f'{name}_s']} s", file=sys.stderr, flush=True)
    return answer


def switch_on(firm: Firm) -> dict[str, Any]:
    """Try the rule, switch it on, let time pass. Answers figures and, under `wrong`, what should not have been."""

    figures: dict[str, Any] = {"customers": sum(firm.lists.values())}
    wrong: list[str] = []
    starts = now() + timedelta(days=GRACE)
    trial = timed(
        figures,
        "try_out",
        lambda: try_out(firm.pool, [Line(1, "followed", QUIET)], least_words=10, starts_at=starts, days=1),
    )
    draft = LineDraft(base="followed", days=QUIET)
    timed(
        figures,
        "save",
        lambda: save_return_rule(by=firm.boss, pool=firm.pool, lines=[draft], grace_days=GRACE, is_on=True),
    )
    at_once = return_due(at=now())
    timed(figures, "derive", lambda: rederive_all(job=Watching()))
    later = return_due(at=now() + timedelta(days=GRACE - 1))
    if at_once or later or lists() != firm.lists:
        wrong.append(f"within the grace {at_once} and {later} customers returned")
    if Custody.objects.filter(return_at__lt=now() + timedelta(days=GRACE - 1)).exists():
        wrong.append("somebody was to return before the grace is over")
    with replaying(now() + timedelta(days=GRACE + 1)):
        figures["returned"] = timed(figures, "return", lambda: return_due(at=now()))
        again = return_due(at=now())
    gone = set(Party.objects.filter(owner=None, is_customer=True).values_list("pk", flat=True))
    if gone != firm.silent or again:
        wrong.append(f"{len(gone)} returned instead of {len(firm.silent)}, and {again} a second time")
    if trial.total != len(firm.silent):
        wrong.append(f"the trial said {trial.total}")
    return {**figures, "wrong": wrong}


def main(argv: list[str]) -> int:
    """`bin/chaos pool rule [--rows N] [--seed N]`."""
    parser = argparse.ArgumentParser(prog="bin/chaos pool rule", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)

    call_command("migrate", verbosity=0)
    report = switch_on(found_firm(arguments.rows, random.Random(arguments.seed)))
    print(json.dumps({"database": connection.vendor, **report}, ensure_ascii=False))
    return 1 if report["wrong"] else 0
