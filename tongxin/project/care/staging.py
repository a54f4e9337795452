"""A temporary place inside the data folder: on the same disk, so that what is ready there can be moved or linked at once."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_PREFIX = "care-"
_DAY = 24 * 60 * 60


@contextmanager
def staging() -> Iterator[Path]:
    """A folder that is gone afterwards. What a killed command left there a day ago is removed too."""
    data = Path(settings.DATA)
    for left in data.glob(f"{_PREFIX}*"):
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=data) as folder:
        yield Path(folder)


def link_files(target: Path) -> dict[str, Path]:
    """Hold on to every uploaded file by a second name; answers them by their name in the archive. May be called again for new ones.

    Uploads lie under their digest and never change, but the daily sweep may delete one while a backup is being made.
    """
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if inner.parts[0] == "unfinished" or path.name.startswith(".") or not path.is_file():
            continue
        _hold(path, target / inner)
    return {f"files/{path.relative_to(target)}": path for path in sorted(target.rglob("*")) if path.is_file()}


def _hold(path: Path, copy: Path) -> None:
    if copy.exists():
        return
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, copy)
    except FileNotFoundError:
        return  # swept in this very moment: nothing refers to it any more
    except OSError:  # a file system without links
        shutil.copyfile(path, copy)


def put_files(source: Path) -> int:
    """Move restored files to their places among those that are there. Answers how many."""
    root = Path(settings.MEDIA_ROOT)
    files = [path for path in source.rglob("*") if path.is_file()]
    for path in files:
        place = root / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    return len(files)
