"""Where children of a trial work that are killed: a folder with a SQLite file, or with a database of its own on a PostgreSQL server, and copies of it."""

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connections

SEQUENCES = "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value FROM pg_sequences"
# Which table each sequence counts, and in which column.
COUNTED = """
SELECT quote_ident(space.nspname) || '.' || quote_ident(counter.relname), quote_ident(rows.relname), quote_ident(pillar.attname)
FROM pg_class counter JOIN pg_namespace space ON space.oid = counter.relnamespace
JOIN pg_depend held ON held.objid = counter.oid AND held.deptype IN ('a', 'i') JOIN pg_class rows ON rows.oid = held.refobjid
JOIN pg_attribute pillar ON pillar.attrelid = rows.oid AND pillar.attnum = held.refobjsubid
WHERE counter.relkind = 'S'
"""
PATIENCE = 10.0  # seconds until a server has noticed that somebody died
Numbers = Mapping[str, int | None]


class Place(NamedTuple):
    """A copy of the data in which one child works; `database` is its name on the server, empty where it is a file in the folder."""

    folder: Path
    database: str = ""

    def enter(self) -> None:
        """This process works here from now on."""
        settings.DATA = self.folder
        connections["default"].settings_dict["NAME"] = self.database or str(self.folder / "tongxin.sqlite3")

    @property
    def names(self) -> Path:
        """Of the points that were passed."""
        return self.folder / "points.txt"

    def numbers(self) -> Numbers:
        """The last number that each sequence of the server gave; a file keeps its own, and takes them back with what was not committed."""
        if not self.database:
            return {}
        with _asked(self.database) as cursor:
            return dict(cursor.execute(SEQUENCES).fetchall())

    def count_from(self, numbers: Numbers) -> None:
        """Once whoever died here is gone: have sequences go on from there, so that numbers taken in vain are no difference."""
        if not self.database:
            return
        with _asked(self.database) as cursor:
            until = time.monotonic() + PATIENCE
            others = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            while cursor.execute(others).fetchall() != [(0,)]:
                if time.monotonic() > until:
                    raise RuntimeError("somebody who died is still there")
                time.sleep(0.01)
            for name, table, column in cursor.execute(COUNTED).fetchall():
                # What was done by the way, sooner than in the run that was noted, keeps its number.
                ((most,),) = cursor.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchall()
                last = max(numbers.get(name) or 0, most)
                cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, last or 1, last > 0])


class Noting:
    """Notes, for each point of a run, what sequences had given when it was passed."""

    def __init__(self, place: Place) -> None:
        self.place, self.file = place, place.folder / "numbers.txt"

    def __call__(self, number: int) -> None:
        with self.file.open("a") as file:
            file.write(json.dumps([number, dict(self.place.numbers())]) + "\n")

    def noted(self) -> dict[int, Numbers]:
        """By the number of the point; one that failed is not there."""
        return dict(map(json.loads, self.file.read_text().splitlines())) if self.file.exists() else {}


@contextmanager
def _asked(database: str = "") -> Iterator[psycopg.Cursor[Any]]:  # Any: rows of whatever is asked
    """The server of this trial, outside of the program; one of its databases, or that which DATABASE_URL names."""
    more = {"dbname": database} if database else {}
    with (
        psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, **more) as connection,
        connection.cursor() as cursor,
    ):  # type: ignore[arg-type]  # one word of the address
        yield cursor


def is_on_a_server() -> bool:
    """Whether this trial plays on PostgreSQL."""
    return bool(connections["default"].vendor == "postgresql")


def _made(folder: Path, more: str = "") -> Place:
    if not is_on_a_server():
        return Place(folder)
    name = "points_" + folder.name.replace("-", "_")
    with _asked() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} {more}")
    return Place(folder, name)


def fresh(folder: Path) -> Place:
    """An empty place, with what this installation has in its folder."""
    shutil.copytree(settings.DATA, folder)
    return _made(folder)


def copied(place: Place, folder: Path) -> Place:
    """A copy, instead of whatever was in that folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place.folder, folder)
    return _made(folder, f"TEMPLATE {place.database}")
