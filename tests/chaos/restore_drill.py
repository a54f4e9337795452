"""A backup while programs write and files lie there by the gigabyte, brought back into an empty place; then one of a quiet firm, table by table;
then one company of a host, beside which nothing may move.

Run by `bin/chaos restore-drill [--megabytes 1024]`; the database from DATABASE_URL is the firm's, the restored one is beside it (`…_restored`).
That who was erased stays so after a restore is played by `bin/sec dsar`. Prints what it found as JSON.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.firm import MAIL, PASSWORD, ROOT, Firm, tongxin
from bench.server import serve
from tests.chaos.crash import founded
from tests.chaos.writers import Told, Writers

LONGEST_RESTORE = 120.0  # seconds for a gigabyte
WRITES = 50.0  # a second are wanted meanwhile
PIECE = 1024 * 1024
# As many files as asked for, of a megabyte each, on one customer.
BALLAST = """
import os, sys, django
django.setup()
from django.core.files.base import ContentFile
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
by = Person.objects.get()
party = create_party(by=by, name="压舱阀门厂")
for number in range(int(sys.argv[1])):
    file = store_file(by=by, upload=ContentFile(os.urandom(1024 * 1024), name=f"图纸{number}.bin"))
    attach_file(by=by, file=file, on=Subject("party", party.pk), customer=party.pk)
"""
# Every row of every table but what a running program alone writes, and every file that a row names: each table's rows and digest.
LOOK = """
import hashlib, json, sys, django
django.setup()
from django.apps import apps
from django.conf import settings
from pathlib import Path
from tongxin.directory.parties.models import Party
told = {}
for model in apps.get_models():
    if model._meta.label in {"jobs.Job", "sessions.Session"}:
        continue
    rows, digest = 0, hashlib.sha256()
    for row in model._base_manager.order_by("pk").values_list(*[one.attname for one in model._meta.concrete_fields]).iterator():
        rows += 1
        digest.update(repr(row).encode())
    told[model._meta.label] = [rows, digest.hexdigest()]
places = sorted(one for one in (Path(settings.DATA) / "files").rglob("*") if one.is_file())
files = {}
for one in places:
    with one.open("rb") as source:
        files[str(one.relative_to(settings.DATA))] = hashlib.file_digest(source, "sha256").hexdigest()
names = list(Party.objects.values_list("name", flat=True))
print(json.dumps({"tables": told, "files": files, "names": names}))
"""


def run(firm: Firm, program: str, *words: str) -> str:
    """Something that is done in the firm's own data by a program."""
    environment = {**firm.environment(), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def looked(firm: Firm) -> dict[str, Any]:
    """All that is there."""
    return dict(json.loads(run(firm, LOOK)))


def beside(folder: Path, url: str, name: str) -> Firm:
    """An empty place to bring something back to."""
    if url:
        parts = urlsplit(url)
        base = f"{parts.path.strip('/')}_{name}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {base}")
            connection.execute(f"CREATE DATABASE {base}")
        url = urlunsplit(parts._replace(path=f"/{base}"))
    return Firm(name, 0, folder / name, url)


def timed(deed: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.monotonic()
    deed()
    return time.monotonic() - begun


def under_writes(firm: Firm, archive: Path, clients: int) -> tuple[dict[str, Any], set[str], Told]:
    """Back up while programs write. Answers figures, what was acknowledged before it began, and what the programs were told."""
    token = tongxin(firm, "token", "create", "--as", MAIL, "--name", "chaos").strip()
    server = serve(firm)
    writers = Writers(server, token, clients)
    writers.start()
    try:
        time.sleep(3)
        with writers.told.guard:
            before = set(writers.told.kept.values())
        took = timed(lambda: tongxin(firm, "backup", str(archive), "--json"))
        with writers.told.guard:
            meanwhile = len(writers.told.kept) - len(before)
    finally:
        told = writers.stop()
        server.close()
    return {"backup_s": round(took, 1), "writes_per_s": round(meanwhile / took, 1)}, before, told


def wrong_after(there: dict[str, Any], before: set[str], told: Told) -> dict[str, int]:
    """What was acknowledged before the backup and is not in it, what nobody wrote, and files that are not what they are called."""
    names = {name for name in there["names"] if name.startswith("承诺")}
    return {
        "lost": len(before - names),
        "never_written": max(len(names) - told.asked, 0),
        "doubled": len(there["names"]) - len(set(there["names"])),
        "bad_files": sum(digest not in place.replace("/", "") for place, digest in there["files"].items()),
    }


def one_company(folder: Path) -> dict[str, bool]:
    """Two companies of a host: one is brought back, the other's folder stays as it is to the byte."""
    host = Firm("host", 0, folder / "host", "")
    for name in ("jia", "yi"):
        tongxin(host, "company", "add", name, "--address", f"http://{name}.example")
        words = ("setup", "--company", name, "--name", "陈岚", "--email", MAIL, "--password-stdin")
        tongxin(host, "company", "do", name, *words, text=PASSWORD)
    archive = folder / "jia.tar.gz"
    tongxin(host, "company", "do", "jia", "backup", str(archive))
    jia, yi = (Firm(name, 0, host.folder / name, "") for name in ("jia", "yi"))
    wanted = looked(jia)
    run(jia, BALLAST, "1")
    other = _bytes_of(yi.folder)
    tongxin(host, "company", "do", "jia", "restore", str(archive), "--replace")
    back = looked(jia)
    is_back = back["tables"] == wanted["tables"] and wanted["files"].items() <= back["files"].items()
    return {"company_is_back": is_back, "other_is_untouched": _bytes_of(yi.folder) == other}


def _bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def main(argv: list[str]) -> int:
    """Fill, back up, bring back, compare."""
    parser = argparse.ArgumentParser(prog="bin/chaos restore-drill", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1_024)
    parser.add_argument("--clients", type=int, default=8)
    arguments = parser.parse_args(argv)
    url = os.environ.pop("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        firm = founded(folder, url)
        run(firm, BALLAST, str(arguments.megabytes))
        busy, quiet = folder / "busy.tar.gz", folder / "quiet.tar.gz"
        figures, before, told = under_writes(firm, busy, arguments.clients)
        copy = beside(folder, url, "restored")
        figures["archive_mb"] = busy.stat().st_size // PIECE
        figures["restore_s"] = round(timed(lambda: tongxin(copy, "restore", str(busy))), 1)
        wrong = wrong_after(looked(copy), before, told)
        tongxin(firm, "backup", str(quiet))
        second = beside(folder, url, "quiet")
        tongxin(second, "restore", str(quiet))
        one, other = looked(firm), looked(second)
        differing = [name for name, told_of in one["tables"].items() if other["tables"].get(name) != told_of]
        wrong |= {"tables_differ": len(differing), "files_differ": int(one["files"] != other["files"])}
        alone = one_company(folder)
    report = {**figures, **wrong, "differing": differing, "tables": len(one["tables"]), **alone}
    print(json.dumps(report, ensure_ascii=False))
    is_slow = figures["restore_s"] > LONGEST_RESTORE * max(arguments.megabytes / 1_024, 0.1)
    return 1 if any(wrong.values()) or not all(alone.values()) or is_slow else 0
