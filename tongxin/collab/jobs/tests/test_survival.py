"""Nothing is lost and nothing doubled when workers are killed at any statement or instant."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tongxin.collab.jobs.tests.survival import LONG_JOBS, SHORT_JOBS

pytestmark = pytest.mark.django_db(transaction=True)


def database_url(folder) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'jobs.sqlite3'}"
    place = connection.settings_dict
    return (
        f"postgres://{quote(place['USER'])}:{quote(place['PASSWORD'])}@/{place['NAME']}"
        f"?host={quote(place['HOST'], safe='')}" + (f"&port={place['PORT']}" if place["PORT"] else "")
    )


def torment(folder, *, kills: int, seed: int) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tongxin.collab.jobs.tests.survival", str(kills), str(seed)],
        env=os.environ
        | {
            "DATABASE_URL": database_url(folder),
            "TONGXIN_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


UNHARMED = {"states": ["done"], "jobs": LONG_JOBS + SHORT_JOBS, "lost": 0, "doubled": 0, "failures": 0}


def test_work_survives_killed_workers(tmp_path):
    report = torment(tmp_path, kills=12, seed=1)
    assert report.pop("died") >= 6
    assert report == UNHARMED
