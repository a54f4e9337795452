"""Nothing is lost and nothing doubled when the worker of an import is killed; taken back under the same torment, all is as before."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

pytestmark = pytest.mark.slow


def database_url(folder) -> str:
    """A fresh database: a file, or one beside the test database on the same server."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'chaos.sqlite3'}"
    place = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS import_chaos")
        cursor.execute("CREATE DATABASE import_chaos")
    return (
        f"postgres://{quote(place['USER'])}:{quote(place['PASSWORD'])}@/import_chaos?host={quote(place['HOST'], safe='')}"
        + (f"&port={place['PORT']}" if place["PORT"] else "")
    )


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_goes_on_where_it_was(tmp_path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.chaos",
            "kill9",
            "import",
            "--rows",
            "3000",
            "--kills",
            "3",
            "--longest",
            "0.4",
            "--seed",
            "5",
        ],
        env=os.environ | {"DATABASE_URL": database_url(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["died"] >= 1
    assert (report["rows"], report["lost"], report["doubled"], report["rejections_lost"]) == (3000, 0, 0, 0)
    assert report["undo"]["as_before"]
