"""A pause for work on the installation: pages can be read and nothing is changed, or the house is closed; both with a friendly word."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Self

from django.conf import settings

_NAME = "maintenance.json"
_LEAST = 5  # seconds after which to come again, when it should be over already


class Maintenance(NamedTuple):
    """Since when, until when it is thought to last, and whether pages can be read meanwhile."""

    begun_at: datetime
    until: datetime
    is_readable: bool

    @classmethod
    def under_way(cls) -> Self | None:
        """What is written in the data folder, or nothing."""
        try:
            told = json.loads(_place().read_text())
        except FileNotFoundError:
            return None
        begun_at, until = (datetime.fromisoformat(told[name]) for name in ("begun_at", "until"))
        return cls(begun_at, until, bool(told["is_readable"]))

    def seconds_left(self, now: datetime) -> int:
        """When to come again."""
        return max(int((self.until - now).total_seconds()), _LEAST)


def may_work() -> bool:
    """Whether jobs may be done: while it is under way they wait, since nothing is changed."""
    return Maintenance.under_way() is None


def _place() -> Path:
    return Path(settings.DATA) / _NAME


def begin(*, now: datetime, minutes: int, is_readable: bool) -> Maintenance:
    """From the next request on. Every program that serves this data folder heeds it, no other."""
    pause = Maintenance(now, now + timedelta(minutes=minutes), is_readable)
    text = json.dumps({**pause._asdict(), "begun_at": now.isoformat(), "until": pause.until.isoformat()})
    draft = _place().with_suffix(".draft")
    draft.write_text(text)
    draft.replace(_place())
    return pause


def end() -> bool:
    """Open again. Answers whether it was under way."""
    was = _place().exists()
    _place().unlink(missing_ok=True)
    return was
