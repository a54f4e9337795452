"""From the tables of an earlier version to those of this one: never backwards, and with a copy of what was before."""

import json
import os
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from tongxin.project.care.backing_up import back_up
from tongxin.project.care.schema import Migrations, applied_migrations, known_migrations, pending_migrations
from tongxin.project.cli import CommandFailed
from tongxin.project.version import program_version

KEPT: Final = 3
_PREFIX: Final = "before-"
_UNDER_WAY: Final = "upgrade-under-way.json"  # beside the copies, while an upgrade has begun and not ended


class MadeByNewer(CommandFailed):
    """The database has seen changes that this program does not know."""


class UpgradeFailed(CommandFailed):
    """The tables could not be changed. Each change is made whole or not at all."""


def lead_to_this_version(*, now: datetime) -> Path | None:
    """Bring the tables to this version. Answers the backup made before, None where nothing had to change or nothing was there.

    Raises MadeByNewer and UpgradeFailed. `TONGXIN_BACKUP_BEFORE_UPGRADE=off` is for those who have made one by other means.
    """
    applied, known = applied_migrations(), known_migrations()
    if unknown := sorted(set(applied) - known):
        app, name = unknown[0]
        raise MadeByNewer(
            f"this database belongs to a newer Tongxin ({app}.{name} is unknown to {program_version()}): nothing was changed;"
            " start that version, or restore a backup made before it"
        )
    if not known - set(applied):
        return None  # to hear the same from `migrate` costs a tenth of the start
    pending = pending_migrations()
    backup = _copy_of(applied, pending, now) if applied and pending and _is_wanted() else None
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        where = f"; what was before lies in {backup}" if backup else ""
        raise UpgradeFailed(f"the tables could not be changed ({' '.join(str(error).split())}){where}") from error
    (_folder() / _UNDER_WAY).unlink(missing_ok=True)
    return backup


def _is_wanted() -> bool:
    return os.environ.get("TONGXIN_BACKUP_BEFORE_UPGRADE", "") != "off"


def _folder() -> Path:
    return Path(settings.DATA) / "backups"


def _copy_of(applied: Migrations, pending: Migrations, now: datetime) -> Path:
    """A backup of what was there before this upgrade. One that died half-way has made it: what is there now is neither old nor new, and copies
    of it would soon push out the good one."""
    _folder().mkdir(mode=0o700, exist_ok=True)
    if (before := _begun(set(applied))) is not None:
        return before
    target = _not_taken(f"{_PREFIX}{program_version()}-{now:%Y%m%dT%H%M%S}")
    back_up(target, now=now)
    told = {"copy": target.name, "applied": applied, "pending": pending}
    (_folder() / _UNDER_WAY).write_text(json.dumps(told))
    for old in sorted(_folder().glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()
    return target


def _begun(applied: set[tuple[str, str]]) -> Path | None:
    """The copy that an upgrade made which has changed some tables and not ended. Where it has changed none, an earlier version may have gone on;
    where none was left for it to change, it was killed before it could say so, or ended elsewhere, and people have worked since."""
    try:
        told = json.loads((_folder() / _UNDER_WAY).read_text())
        copy = _folder() / told["copy"]
        before, ahead = ({(app, name) for app, name in told[key]} for key in ("applied", "pending"))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return copy if copy.exists() and before < applied and ahead - applied else None


def _not_taken(name: str) -> Path:
    """The path for a copy of this name, numbered where two were made within a second."""
    numbered = (_folder() / f"{name}{f'-{number}' if number > 1 else ''}.tar.gz" for number in count(1))
    return next(path for path in numbered if not path.exists())
