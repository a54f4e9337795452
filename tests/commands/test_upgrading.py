"""A new version finds the tables of the one before: it keeps a copy first, and never touches those of a newer one."""

import tarfile
from concurrent.futures import ThreadPoolExecutor

from tests.commands.terminal import Terminal

# As if a room were new, and then as if a newer program had been here.
PLAY = """
import os
import shutil
from pathlib import Path
from tongxin.project.prepare import prepare
prepare()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tongxin.base.clock import now
from tongxin.project.care.upgrading import MadeByNewer, lead_to_this_version
assert lead_to_this_version(now=now()) is None
backups = Path(settings.DATA) / "backups"
shutil.rmtree(backups, ignore_errors=True)
backups.mkdir()
for number in range(4):
    (backups / f"before-{number}").touch()
    os.utime(backups / f"before-{number}", (number, number))
call_command("migrate", "webforms", "zero", verbosity=0)
print(lead_to_this_version(now=now()))
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM webforms_webform")
    cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('parties', '9999_later', '2030-01-01')")
try:
    lead_to_this_version(now=now())
except MadeByNewer as refusal:
    print(refusal)
print(sorted(path.name for path in backups.iterdir()))
"""
BACK_TO_AN_OLDER = """
from tongxin.project.prepare import prepare
prepare()
from django.core.management import call_command
call_command("migrate", "webforms", "zero", verbosity=0)
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


OF_AN_OLDER_LIBRARY = """
import sys
import tongxin.project.prepare
tongxin.project.prepare.prepare()
from django.db import connection
users = {name: module.sqlite3 for name, module in sys.modules.items() if name.startswith("tongxin") and hasattr(module, "sqlite3")}
old = {name for name, library in users.items() if library.connect is not connection.Database.connect}
print(old - {"tongxin.base.sqlite.library"})
"""


def test_a_process_opens_the_database_with_one_library_only(firm: Terminal) -> None:
    assert firm.program("-c", OF_AN_OLDER_LIBRARY) == "set()\n"


def test_of_two_that_start_at_once_one_upgrades_and_the_other_waits(firm: Terminal) -> None:
    firm.program("-c", BACK_TO_AN_OLDER)
    with ThreadPoolExecutor() as both:
        upgraded = list(both.map(lambda _: firm.program("-c", LEAD).strip(), range(2)))
    assert sorted(upgraded) == ["False", "True"]


def test_a_copy_is_kept_and_a_newer_database_is_refused(firm: Terminal) -> None:
    copy, refusal, kept = firm.program("-c", PLAY).splitlines()
    with tarfile.open(copy) as archive:
        assert "manifest.json" in archive.getnames()
    assert kept.startswith("['before-0.1.0-")
    assert kept.endswith(", 'before-2', 'before-3']")
    assert "parties.9999_later is unknown" in refusal
    assert "newer Tongxin" in firm.run("serve", "--port", "0").stderr.splitlines()[-1]
