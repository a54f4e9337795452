"""A new version finds the tables of the one before: it keeps a copy first, and never touches those of a newer one."""

import io
import json
import sqlite3
import tarfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.chaos.starts import DATABASE, state_of
from tests.commands.terminal import Terminal

# As if a room were new, and then as if a newer program had been here, which ends with the room gone once more.
PLAY = """
import json
import os
import shutil
import sys
from pathlib import Path
from tongxin.project.prepare import prepare
prepare()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tongxin.base.clock import now
from tongxin.project.care.schema import applied_migrations
from tongxin.project.care.upgrading import MadeByNewer, lead_to_this_version
from tongxin.project.whole_migrations import WholeExecutor
users = {name: module.sqlite3 for name, module in sys.modules.items() if name.startswith("tongxin") and hasattr(module, "sqlite3")}
old = {name for name, library in users.items() if library.connect is not connection.Database.connect}
print(old - {"tongxin.base.sqlite.library"})
assert lead_to_this_version(now=now()) is None
backups = Path(settings.DATA) / "backups"
shutil.rmtree(backups, ignore_errors=True)
backups.mkdir()
for number in range(4):
    (backups / f"before-{number}").touch()
    os.utime(backups / f"before-{number}", (number, number))
call_command("migrate", "webforms", "zero", verbosity=0)
ended = sorted(applied_migrations())
told = {"copy": "before-3", "applied": ended[1:], "pending": ended[:1]}
(backups / "upgrade-under-way.json").write_text(json.dumps(told))
write_down, within = WholeExecutor.record_migration, set()
dying = ["0001_initial", "0002_visitors_become_leads"]
def and_note(executor, migration):
    if migration.name in dying[:1]:
        raise SystemExit(dying.pop(0))
    within.add(executor.connection.in_atomic_block)
    write_down(executor, migration)
WholeExecutor.record_migration = and_note
while dying:
    try:
        lead_to_this_version(now=now())
    except SystemExit:
        first = sorted(path.name for path in backups.glob("before-0.1.0-*"))
print(first)
print(lead_to_this_version(now=now()))
print(within)
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM webforms_webform")
call_command("migrate", "webforms", "zero", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('parties', '9999_later', '2030-01-01')")
try:
    lead_to_this_version(now=now())
except MadeByNewer as refusal:
    print(refusal)
print(sorted(path.name for path in backups.iterdir()))
"""
LEAD = """
from tongxin.project import prepare
lead = prepare.lead_to_this_version
def and_say(*, now):
    copy = lead(now=now)
    print(copy is not None)
    return copy
prepare.lead_to_this_version = and_say
prepare.prepare()
"""


class Played(NamedTuple):
    """What the play printed, and how a start was refused after it."""

    of_an_older_library: str
    copies: str
    copy: str
    within: str
    refusal: str
    kept: str
    refused: str


@pytest.fixture(scope="module")
def played(firm: Terminal) -> Played:
    said = firm.program("-c", PLAY).splitlines()
    refused = firm.run("serve", "--port", "0").stderr.splitlines()[-1]
    with closing(sqlite3.connect(firm.data / DATABASE, isolation_level=None)) as connection:
        connection.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    return Played(*said, refused)


def test_a_process_opens_the_database_with_one_library_only(played: Played) -> None:
    assert played.of_an_older_library == "set()"


def test_each_migration_is_written_down_in_its_own_transaction(played: Played) -> None:
    """Whoever is killed between the two could not start again: the tables would be there already."""
    assert played.within == "{True}"


def test_a_copy_is_kept_and_a_newer_database_is_refused(played: Played) -> None:
    with tarfile.open(played.copy) as archive:
        assert "manifest.json" in archive.getnames()
    assert played.kept.startswith("['before-0.1.0-")
    assert played.kept.endswith("'before-3']")
    assert played.kept.count("before-") == 3
    assert "parties.9999_later is unknown" in played.refusal
    assert "newer Tongxin" in played.refused


def test_an_upgrade_that_died_half_way_goes_on_with_the_copy_from_before(played: Played) -> None:
    """An earlier one was killed before it could say that it had ended, and its copy is old. A first start dies and changes nothing; a second, within the same second, dies behind its first change; the third goes on from there."""
    with tarfile.open(played.copy) as archive:
        manifest = json.load(archive.extractfile("manifest.json") or io.BytesIO())
    assert not [name for app, name in manifest["migrations"] if app == "webforms"]
    assert played.copies.count("before-") == 2
    assert Path(played.copy).name in played.copies
    assert "under-way" not in played.kept


def test_of_two_that_start_at_once_one_upgrades_and_the_other_waits(
    firm: Terminal, played: Played, tmp_path: Path
) -> None:
    """While a third makes a backup. `bin/chaos starts` does it often, with programs that die."""
    with ThreadPoolExecutor() as all_at_once:
        backup = all_at_once.submit(firm.done, "backup", str(tmp_path / "meanwhile.tar.gz"))
        upgraded = list(all_at_once.map(lambda _: firm.program("-c", LEAD).strip(), range(2)))
    assert sorted(upgraded) == ["False", "True"]
    assert "verified" in backup.result()
    assert state_of(firm.data).said == "ok"
