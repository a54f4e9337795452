"""A SQLite database at one instant: copied out while others write, and copied back over the living file in one transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tongxin.project.care.manifest import DamagedArchive

_PATIENCE = 20.0
# The index of search keeps its words in tables of its own, and counting those says nothing.
_COUNTED = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"


def _open(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that is in use. All pages go in one step under one read lock: others read on, and commits wait meanwhile.

    The target is overwritten in one transaction with its own journal: after a crash it is as it was.
    """
    with _open(source) as one, _open(target) as other:
        one.backup(other, pages=-1)


def settle(path: Path) -> None:
    """Make a copy one file without companions, whatever journal the original kept."""
    with _open(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def check_whole(path: Path) -> None:
    """Raises DamagedArchive when SQLite finds the file damaged."""
    try:
        with _open(path) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise DamagedArchive(f"the database in it can't be read ({error})") from error
    if found != "ok":
        raise DamagedArchive(f"the database is damaged ({found})")


def count_rows(path: Path) -> dict[str, int]:
    """Rows by table."""
    with _open(path) as connection:
        tables = [name for (name,) in connection.execute(_COUNTED)]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(tables)}  # noqa: S608  # names from the schema


def migrations_in(path: Path) -> list[tuple[str, str]]:
    """The migrations that a database has seen."""
    with _open(path) as connection:
        return [
            (app, name) for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
        ]


def holds_a_firm(path: Path) -> bool:
    """Whether somebody can sign in to the database at this path."""
    if not path.exists() or not path.stat().st_size:
        return False
    with _open(path) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'people_person'").fetchone()
        return bool(known and connection.execute("SELECT 1 FROM people_person LIMIT 1").fetchone())
