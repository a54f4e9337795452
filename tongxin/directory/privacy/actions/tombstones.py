"""Remembering whom we erased, outside of the database, and erasing them again after an older backup was brought back."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from tongxin.base.clock import now
from tongxin.directory.privacy.models import Tombstone

Line = dict[str, Any]  # Any: JSON values


class TombstonesDamaged(ValueError):
    """Somebody changed or cut the list of erased people."""


def tombstone_path() -> Path:
    """The list lies beside the database and the files, so that neither a restore nor a new database touches it."""
    return Path(settings.MEDIA_ROOT).parent / "erased.jsonl"


def set_tombstone(*, born: Mapping[int, datetime], request_id: int) -> Tombstone:
    """Remember, by number and by when it was added, that these records were erased; on the list too once that is certain."""
    found = {str(number): at.isoformat() for number, at in born.items()}
    stone = Tombstone.objects.create(born=found, request_id=request_id, erased_at=now())
    transaction.on_commit(partial(_append, {"born": found, "request": request_id, "at": stone.erased_at.isoformat()}))
    return stone


def read_tombstones(path: Path | None = None) -> list[Line]:
    """The list as it stands. Raises TombstonesDamaged when a line was changed, taken out or put in."""
    before, found = "", []
    for line in _lines(path or tombstone_path()):
        try:
            given = json.loads(line)
            digest = given.pop("digest")
        except (ValueError, KeyError, AttributeError) as error:
            raise TombstonesDamaged("a line of the list of erased people can't be read") from error
        if digest != _digest(before, given):
            raise TombstonesDamaged("the list of erased people was changed")
        before = digest
        found.append(given)
    return found


def _append(line: Line) -> None:
    path = tombstone_path()
    last = list(_lines(path))[-1:]
    before = json.loads(last[0])["digest"] if last else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps({**line, "digest": _digest(before, line)}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _digest(before: str, line: Line) -> str:
    return sha256((before + json.dumps(line, sort_keys=True)).encode()).hexdigest()


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        yield from (line for line in path.read_text().splitlines() if line)
