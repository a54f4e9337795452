"""Data folders that many tests begin with: made once for all processes of a run, and copied for each."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


class Shelf:
    """Where the originals lie; without a place nothing is kept."""

    place: Path | None = None


@pytest.fixture(scope="session", autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    Shelf.place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def copied(name: str, make: Callable[[Path], None], to: Path) -> None:
    """Put there what `make` makes in an empty folder; it works only once in a run."""
    if Shelf.place is None:
        make(to)
        return
    original = Shelf.place / f"kept-{name}"
    with original.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not original.exists():
            making = original.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            make(making)
            making.rename(original)
    shutil.copytree(original, to, dirs_exist_ok=True)
