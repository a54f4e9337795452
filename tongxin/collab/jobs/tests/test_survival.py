"""Nothing is lost and nothing doubled when workers are killed at any statement or instant, and when many come at once."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tongxin.collab.jobs.tests.survival import LONG_JOBS, SHORT_JOBS
from tongxin.collab.jobs.tests.together import JOBS, PROCESSES, THREADS

pytestmark = pytest.mark.django_db(transaction=True)


def database_url(folder) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'jobs.sqlite3'}"
    place = connection.settings_dict
    user = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}"
    if place["HOST"].startswith("/"):
        port = f"&port={place['PORT']}" if place["PORT"] else ""
        return f"postgres://{user}@/{place['NAME']}?host={quote(place['HOST'], safe='')}{port}"
    return f"postgres://{user}@{place['HOST'] or 'localhost'}:{place['PORT'] or 5432}/{place['NAME']}"


def report_of(module: str, folder, *arguments: object) -> dict:
    """Run a program of its own on a real database: a file, or the server's test database."""
    done = subprocess.run(
        [sys.executable, "-m", f"tongxin.collab.jobs.tests.{module}", *map(str, arguments)],
        env=os.environ
        | {
            "DATABASE_URL": database_url(folder),
            "TONGXIN_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_work_survives_killed_workers(tmp_path):
    report = report_of("survival", tmp_path, 12, 1)
    assert report.pop("died") >= 6
    assert report == {"states": ["done"], "jobs": LONG_JOBS + SHORT_JOBS, "lost": 0, "doubled": 0, "failures": 0}


def test_many_at_once(tmp_path):
    report = report_of("together", tmp_path)
    assert report["deeds"] == 1
    assert report["answers"] == [1] * PROCESSES * THREADS
    assert report["work"] == {"ended": True, "first": JOBS, "second": JOBS, "states": ["done"], "threads_left": 0}
