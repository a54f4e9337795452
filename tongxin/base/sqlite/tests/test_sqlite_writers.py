"""Many writers, no “database is locked”, and nothing miscounted."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongxin.base.sqlite.tests.writers import TIMES, WRITERS


@pytest.fixture
def memory_disk() -> Iterator[Path]:
    """A folder where a commit does not wait for a disk, if the machine has one: locking is the same there."""
    shared_memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared_memory if shared_memory.is_dir() else None) as folder:
        yield Path(folder)


def test_eight_threads_write_to_one_file(memory_disk):
    done = subprocess.run(
        [sys.executable, "-m", "tongxin.base.sqlite.tests.writers", str(memory_disk / "count.sqlite3")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["errors"] == []
    assert report["counted"] == WRITERS * TIMES
