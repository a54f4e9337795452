"""What `doctor` looks at, one function for each thing; each answers plain data for people and programs."""

import importlib.util
import os
import platform
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min

from tongxin.base.scanning.asking import NoScanner, version_of_scanner
from tongxin.base.sqlite.gate import journal_notice
from tongxin.collab.jobs.models import Job
from tongxin.project.care.schema import pending_migrations
from tongxin.project.prepare import PACKAGE, static_is_current
from tongxin.project.version import program_version

State = dict[str, Any]  # Any: JSON values
LEAST_FREE = 200 * 1024 * 1024
_PACKAGES = {"ocr": "rapidocr", "pdf": "weasyprint", "analytics": "duckdb"}


class Finding(NamedTuple):
    """Something to know. A `problem` keeps Tongxin from working; a note does not."""

    is_problem: bool
    text: str


def program() -> State:
    """Version of Tongxin and of Python."""
    return {"version": program_version(), "python": platform.python_version()}


def database() -> State:
    """Which database, how it keeps its journal and why, and which migrations wait. Raises DatabaseError."""
    if connection.vendor == "sqlite":
        return _sqlite()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    place = f"{connection.settings_dict['HOST'] or 'local socket'}/{connection.settings_dict['NAME']}"
    return {"kind": "postgresql", "place": place, "version": version, "pending": _named(pending_migrations())}


def _sqlite() -> State:
    path = Path(str(connection.settings_dict["NAME"]))
    state: State = {"kind": "sqlite", "place": str(path), "version": sqlite3.sqlite_version}
    if not path.exists() or not path.stat().st_size:
        return {**state, "pending": None, "journal_mode": None, "reason": "not made yet"}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0]).upper()
    reason = journal_notice(sqlite3.sqlite_version_info, mode)
    return {**state, "pending": _named(pending_migrations()), "journal_mode": mode, "reason": reason}


def _named(migrations: list[tuple[str, str]]) -> list[str]:
    return [f"{app}.{name}" for app, name in migrations]


def data_folder() -> State:
    """Where the data lie, whether they can be written, and how much room is left (bytes)."""
    folder = Path(settings.DATA)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
        is_writable = True
    except OSError:
        is_writable = False
    return {"place": str(folder), "is_writable": is_writable, "free": shutil.disk_usage(folder).free}


def secret_key() -> State:
    """Where the key comes from, and whether only its owner may read it."""
    if os.environ.get("TONGXIN_SECRET_KEY"):
        return {"from": "TONGXIN_SECRET_KEY", "is_private": True}
    path = Path(os.environ.get("TONGXIN_SECRET_KEY_FILE", Path(settings.DATA) / "secret.key"))
    mode = stat.S_IMODE(path.stat().st_mode)
    return {"from": str(path), "mode": f"{mode:04o}", "is_private": not mode & 0o077}


def queue(now: datetime) -> State:
    """How many jobs wait, run and failed, and for how many seconds the oldest due one has been waiting."""
    counts = {row["state"]: row["count"] for row in Job.objects.values("state").annotate(count=Count("pk"))}
    oldest = Job.objects.claimable(now).order_by().aggregate(at=Min("run_after"))["at"]
    states = {state: counts.get(state, 0) for state in (Job.State.WAITING, Job.State.RUNNING, Job.State.FAILED)}
    return {**{str(state): count for state, count in states.items()}, "oldest_seconds": _age(oldest, now)}


def _age(at: datetime | None, now: datetime) -> int | None:
    return None if at is None else max(round((now - at).total_seconds()), 0)


def languages() -> State:
    """How many catalogues there are, and which were changed since they were compiled."""
    sources = sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"))
    stale = [source for source in sources if _is_stale(source)]
    return {"catalogues": len(sources), "not_compiled": [str(path.relative_to(PACKAGE)) for path in stale]}


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def optional_packages() -> State:
    """Packages for what is to come. Nothing in this version needs them."""
    return {
        what: {"package": package, "is_present": importlib.util.find_spec(package) is not None}
        for what, package in _PACKAGES.items()
    }


def virus_scanner() -> State:
    """Where the scanner for viruses is, if the installation names one, and what it says of itself, or why it does not answer."""
    if settings.CLAMD is None:
        return {"place": None}
    try:
        return {"place": str(settings.CLAMD), "version": version_of_scanner()}
    except NoScanner as error:
        return {"place": str(settings.CLAMD), "error": error.why}


def examine(now: datetime) -> State:
    """Everything at once. A database that does not answer is reported, not raised."""
    state: State = {
        "program": program(),
        "data": data_folder(),
        "secret_key": secret_key(),
        "static": {"is_current": static_is_current()},
        "languages": languages(),
        "virus_scanner": virus_scanner(),
        "optional": optional_packages(),
    }
    try:
        state["database"] = database()
        state["queue"] = queue(now) if state["database"]["pending"] == [] else None
    except DatabaseError as error:
        state["database"] = {"kind": connection.vendor, "error": " ".join(str(error).split())}
    findings = list(_findings(state))
    state["problems"] = [finding.text for finding in findings if finding.is_problem]
    state["notes"] = [finding.text for finding in findings if not finding.is_problem]
    state["is_usable"] = not state["problems"]
    return state


def _findings(state: State) -> Iterator[Finding]:
    data, key, base, jobs = state["data"], state["secret_key"], state["database"], state.get("queue") or {}
    if not data["is_writable"]:
        yield Finding(True, f"{data['place']} can't be written; give it to the user who runs Tongxin")
    if data["free"] < LEAST_FREE:
        yield Finding(True, f"only {data['free'] // 1024 // 1024} MB are free in {data['place']}; make room")
    if not key["is_private"]:
        yield Finding(True, f"others can read {key['from']}; run: chmod 600 {key['from']}")
    if "error" in state["virus_scanner"]:
        place, why = state["virus_scanner"]["place"], state["virus_scanner"]["error"]
        yield Finding(True, f"the virus scanner at {place} does not answer ({why}); until it does no file is taken")
    if "error" in base:
        yield Finding(True, f"the database does not answer: {base['error']}")
    elif base["pending"] is None:
        yield Finding(False, "there is no database yet; bin/serve makes it")
    elif base["pending"]:
        yield Finding(False, f"{len(base['pending'])} migrations wait; bin/serve applies them")
    if not state["static"]["is_current"]:
        yield Finding(False, "static files are not gathered; bin/serve does it")
    if state["languages"]["not_compiled"]:
        yield Finding(False, "some languages are not compiled; bin/serve does it")
    if jobs.get("failed"):
        yield Finding(False, f"{jobs['failed']} jobs were given up; their reasons stand in the journal (job.failed)")
    if (jobs.get("oldest_seconds") or 0) > 600:
        yield Finding(False, "work has been waiting for over ten minutes; is bin/serve running?")
