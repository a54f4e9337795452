"""What there is only so much of: units at an agreed price, credit, customers of a pool, numbers. Many take at once; and two take, the second beginning
at each statement of the first in turn. Never more than there is, never fewer, and no number twice or left out.

Run by `bin/chaos double-spend`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from django.db import connection, connections, transaction

from tests.cast import Cast, assemble
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.directory.catalogue.actions import AgreementExceeded, add_product, agree_price, use_agreed
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.parties.actions import TakenAlready, create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import OverCredit, confirm_order, set_credit_limit, start_order
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pools.actions import bring_in, claim
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.tests.firm import make_pool
from tongxin.project.prepare import prepare

NO = (AgreementExceeded, OverCredit, TakenAlready)
PATIENCE = 0.3  # seconds the first waits for the second, which may be waiting for the first
_lines = count(1)


class Undone(Exception):
    """Whoever took a number thinks better of it."""


def tried(deed: Callable[[], object], outcomes: list[str]) -> None:
    """Note how it ended, whoever else is at it."""
    try:
        deed()
        outcomes.append("got")
    except NO:
        outcomes.append("none left")
    except Undone:
        outcomes.append("undone")
    except Exception as error:
        outcomes.append(repr(error)[:200])
    finally:
        connections.close_all()


def together(deeds: list[Callable[[], object]], outcomes: list[str]) -> None:
    """All begin at the same moment."""
    begin = threading.Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> None:
        begin.wait()
        tried(deed, outcomes)

    threads = [threading.Thread(target=one, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def interrupted_at(statement: int, first: Callable[[], object], second: Callable[[], object]) -> tuple[list[str], bool]:
    """The second begins before that statement of the first. Answers how both ended, and whether the first came so far."""
    outcomes: list[str] = []
    left = [statement]
    other = threading.Thread(target=tried, args=(second, outcomes))

    def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own signature
        left[0] -= 1
        if left[0] == 0:
            other.start()
            other.join(PATIENCE)
        return execute(sql, params, many, context)

    def watched() -> None:
        with connection.execute_wrapper(wrapper):
            first()

    one = threading.Thread(target=tried, args=(watched, outcomes))
    one.start()
    one.join()
    reached = left[0] <= 0
    if reached:
        other.join()
    return outcomes, reached


class Thing(Protocol):
    """What there is only so much of."""

    def begin(self, most: int) -> None:
        """So much of it, anew."""

    def deed(self, number: int) -> Callable[[], object]:
        """Somebody takes one."""

    def taken(self) -> int:
        """How much is gone."""


class Agreement:
    """So many units at a price."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.product = add_product(by=cast.boss, code="V-80", name="智能蝶阀")
        self.firm = create_party(by=cast.boss, name="恒润")

    def begin(self, most: int) -> None:
        until = now().date() + timedelta(days=30)
        self.one = agree_price(by=self.cast.boss, party=self.firm, product=self.product, price=Money(1, "CNY"), quantity=most, until_on=until)  # fmt: skip

    def deed(self, number: int) -> Callable[[], object]:
        line = Subject("order_line", next(_lines))
        return lambda: use_agreed(by=self.cast.boss, agreed=self.one, quantity=1, line=line)

    def taken(self) -> int:
        one = AgreedPrice.objects.get(pk=self.one.pk)
        return int(one.quantity - one.left)


class Credit:
    """What a customer may owe, in orders of 10."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def begin(self, most: int) -> None:
        self.firm = create_party(by=self.cast.boss, name=f"赊账 {next(_lines)}")
        set_credit_limit(by=self.cast.boss, party=self.firm, limit=f"{most * 10}")

    def deed(self, number: int) -> Callable[[], object]:
        lines = [{"text": "调试", "quantity": 1, "price": "10"}]
        order = start_order(by=self.cast.boss, party=self.firm, lines=lines, wanted_on=now().date() + timedelta(days=9))
        return lambda: confirm_order(by=self.cast.boss, order=order)

    def taken(self) -> int:
        return Order.objects.filter(party=self.firm, state=Order.State.CONFIRMED).count()


class Claims:
    """Customers of a pool."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.pool = cast, make_pool(cast)

    def begin(self, most: int) -> None:
        parties = [create_party(by=self.cast.boss, name=f"公海 {next(_lines)}").pk for _number in range(most)]
        self.stays: list[Stay] = list(
            bring_in(by=self.cast.boss, pool=Pool.objects.get(pk=self.pool.pk), parties=parties)
        )
        self.parties = parties

    def deed(self, number: int) -> Callable[[], object]:
        who = (self.cast.seller, self.cast.colleague)[number % 2]
        return lambda: claim(by=who, stay=self.stays[number // 2 % len(self.stays)])

    def taken(self) -> int:
        return Party.objects.filter(pk__in=self.parties).exclude(owner=None).count()


def numbers(cast: Cast, threads: int, times: int) -> dict[str, Any]:
    """Orders are begun at once, every fifth is thought better of: no number twice, none left out."""
    firm, outcomes = create_party(by=cast.boss, name="编号"), list[str]()
    before = Order.objects.count()

    def begin(number: int) -> None:
        for turn in range(times):
            with transaction.atomic():
                start_order(
                    by=cast.boss, party=firm, lines=[{"text": "调试", "quantity": 1, "price": "1"}], wanted_on=None
                )
                if (number + turn) % 5 == 0:
                    transaction.set_rollback(True)

    together([lambda number=number: begin(number) for number in range(threads)], outcomes)  # type: ignore[misc]  # each its own
    given = sorted(int(one.rsplit("-", 1)[1]) for one in Order.objects.values_list("number", flat=True))
    return {"orders": len(given) - before, "twice": len(given) - len(set(given)), "left_out": given[-1] - len(given), "outcomes": dict(Counter(outcomes))}  # fmt: skip


def spent(thing: Thing, threads: int, times: int, most: int) -> tuple[dict[str, Any], int]:
    """Taken by many at once; then the last one wanted by two. Answers what happened, and how often something was amiss."""
    thing.begin(most)
    deeds = [thing.deed(number) for number in range(threads * times)]
    outcomes: list[str] = []
    lots = [deeds[one::threads] for one in range(threads)]
    together([lambda lot=lot: [tried(deed, outcomes) for deed in lot] for lot in lots], [])  # type: ignore[misc]  # each its own
    at_once = {"taken": thing.taken(), **Counter(outcomes)}
    wrong = int(thing.taken() != most or bool(set(outcomes) - {"got", "none left"}))
    places, amiss = 0, list[tuple[int, list[str]]]()
    while True:
        thing.begin(1)
        ended, reached = interrupted_at(places + 1, thing.deed(0), thing.deed(1))
        if not reached:
            return {"at_once": at_once, "places": places, "amiss": amiss}, wrong + len(amiss)
        places += 1
        if sorted(ended) != ["got", "none left"] or thing.taken() != 1:
            amiss.append((places, ended))


def main(argv: list[str]) -> int:
    """Take, at once and in turn."""
    parser = argparse.ArgumentParser(prog="bin/chaos double-spend", description=__doc__)
    parser.add_argument("--threads", type=int, default=32)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--most", type=int, default=100)
    arguments = parser.parse_args(argv)
    prepare()
    cast = assemble()
    report: dict[str, Any] = {}
    wrong = 0
    for name, kind in (("agreement", Agreement), ("credit", Credit), ("claims", Claims)):
        report[name], amiss = spent(kind(cast), arguments.threads, arguments.times, arguments.most)
        wrong += amiss
        print(name, report[name], file=sys.stderr, flush=True)
    report["numbers"] = given = numbers(cast, arguments.threads, arguments.times)
    wrong += given["twice"] + given["left_out"] + len(set(given["outcomes"]) - {"got"})
    print(json.dumps(report, ensure_ascii=False))
    return 1 if wrong else 0
