"""The disk under SQLite is full at one point after another, or fails a write now and then: nothing acknowledged is lost, whoever asks is told to
try again, pages are read meanwhile, and writing goes on without a restart as soon as there is room.

Run by `bin/chaos enospc` (a limit on pages: SQLITE_FULL) and `bin/chaos eio` (a limit on the size of files: writes fail, SQLITE_IOERR). Prints
what it found as JSON.
"""

import argparse
import json
import random
import resource
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client

from tongxin.base.clock import now
from tongxin.collab.people.actions import create_token
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.project.founding import found_firm
from tongxin.project.prepare import prepare

WHAT = {"enospc": 40, "eio": 20_000}
THROUGH_EVERY = 50  # after so many failed writes all of the file is looked through; damage stays, so it is found then
NO_LIMIT = 1_073_741_823  # pages
FULL_AFTER = 60  # so many customers need more room than any point leaves


class Book:
    """Writes customers and remembers what it was promised."""

    def __init__(self) -> None:
        boss = Person.objects.order_by("pk").first() or found_firm(
            company="恒信", name="陈岚", email="boss@hengxin.example", password="gold-fish-2026-swim"
        )
        _token, secret = create_token(by=boss, person=boss, name=f"chaos {now().isoformat()}")
        self.client = Client(raise_request_exception=False)
        self.client.force_login(boss)
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.promised = set(Party.objects.values_list("pk", flat=True))
        self.fresh = set(self.promised)  # of these, what was promised since it was looked at last
        self.statuses: Counter[int] = Counter()
        self.newest = 0  # the highest number that was there when it was looked at last

    def write(self) -> bool:
        """One more customer. Whether it was acknowledged."""
        number = sum(self.statuses.values())
        body = {
            "kind": "organisation",
            "name": f"承诺{number}号阀门有限公司",
            "phones": [f"138{number:08d}"],
            "note": "备" * 2_000,
        }
        answer = self.client.post("/api/v1/parties", body, "application/json", headers=self.headers)
        self.statuses[answer.status_code] += 1
        if answer.status_code == 201:
            self.promised.add(answer.json()["id"])
            self.fresh.add(answer.json()["id"])
        return bool(answer.status_code == 201)

    def is_told(self) -> bool:
        """Whether a page that somebody reads says that there is no room."""
        page = self.client.get("/customers/")
        return page.status_code == 200 and "磁盘已满" in page.content.decode()

    def is_kept(self) -> bool:
        """Whether a page can be read, and every promise is kept and nothing else is there: of what is new by its number, of the rest by its
        count. As dear after twenty thousand writes as after one."""
        read = self.client.get("/api/v1/parties", {"limit": 5}, headers=self.headers).status_code == 200
        there = set(Party.objects.filter(pk__gt=self.newest).values_list("pk", flat=True))
        is_all = Party.objects.count() == len(self.promised)
        promised, self.newest = self.fresh, max(there, default=self.newest)
        self.fresh = set()
        return read and is_all and there == promised

    def is_whole(self) -> bool:
        """As `is_kept`, each promise by its number, and SQLite finds no damage."""
        read = self.client.get("/api/v1/parties", {"limit": 5}, headers=self.headers).status_code == 200
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            (found,) = cursor.fetchone()
        return read and found == "ok" and set(Party.objects.values_list("pk", flat=True)) == self.promised


def _pages(most: int) -> int:
    """Let the database have so many pages at most; answers what it is held to (never fewer than it has)."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {most}")
        return int(cursor.fetchone()[0])


def full(book: Book, points: int, chance: random.Random) -> int:
    """Let room end at each point in turn. Answers at how many something was amiss."""
    wrong = 0
    for point in range(points):
        _pages(_pages(1) + point)
        refused = any(not book.write() for _time in range(FULL_AFTER))
        wrong += not refused or not book.is_whole() or not book.is_told()
        _pages(NO_LIMIT)
        wrong += not book.write()
    return wrong


def failing(book: Book, times: int, chance: random.Random) -> int:
    """Let about every tenth write meet a file that can't grow. Answers how often something was amiss afterwards."""
    wrong, failed, (soft, hard) = 0, 0, resource.getrlimit(resource.RLIMIT_FSIZE)
    place = Path(str(connection.settings_dict["NAME"]))
    for _time in range(times):
        if chance.random() >= 0.1:
            wrong += not book.write()
            continue
        size = chance.choice([part.stat().st_size for part in place.parent.glob(f"{place.name}*")])
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size * chance.random()), hard))
        book.write()
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        failed += 1
        wrong += not book.is_kept()
        wrong += failed % THROUGH_EVERY == 0 and not book.is_whole()
    return wrong + (not book.is_whole())


KINDS: dict[str, Callable[[Book, int, random.Random], int]] = {"enospc": full, "eio": failing}


def main(argv: list[str]) -> int:
    """Write, fail, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos", description=__doc__)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument(
        "--times", type=int, default=0, help="points at which the disk is full (40), or writes (20,000)"
    )
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    prepare()
    book = Book()
    wrong = KINDS[arguments.what](book, arguments.times or WHAT[arguments.what], random.Random(seed))
    report: dict[str, Any] = {
        "seed": seed,
        "statuses": dict(book.statuses),
        "acknowledged": len(book.promised),
        "wrong": wrong,
    }
    print(json.dumps(report))
    return 1 if wrong or set(book.statuses) - {201, 503} or 503 not in book.statuses else 0
