"""Remembering whom we erased, outside of the database, and erasing them again after an older backup was brought back."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
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


def set_tombstone(
    *, born: Mapping[int, datetime], judged: Sequence[tuple[str, str]], request_id: int, has_words: bool
) -> Tombstone:
    """Remember whom we erased: records by number and instant of birth, and rows elsewhere that somebody judged to be theirs; on the list,
    too, once that is certain. Words are not kept: a case that was found by them (`has_words`) is to be answered again after a restore."""
    line: Line = {
        "born": {str(number): at.isoformat() for number, at in born.items()},
        "judged": [list(one) for one in judged],
        "request": request_id,
        "has_words": has_words,
        "at": now().isoformat(),
    }
    transaction.on_commit(partial(_append, line))
    return keep_tombstone(line)


def keep_tombstone(line: Line) -> Tombstone:
    """In the database, where the next backup finds it."""
    at = datetime.fromisoformat(line["at"])
    told = {"born": line["born"], "judged": line["judged"], "erased_at": at}
    stone, _new = Tombstone.objects.update_or_create(request_id=line["request"], defaults=told)
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
