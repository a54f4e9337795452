"""From the tables of an earlier version to those of this one: never backwards, and with a copy of what was before."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from tongxin.project.care.backing_up import back_up
from tongxin.project.care.schema import applied_migrations, known_migrations, pending_migrations
from tongxin.project.cli import CommandFailed
from tongxin.project.version import program_version

KEPT: Final = 3
_PREFIX: Final = "before-"


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
    backup = _copy(now) if applied and pending_migrations() and _is_wanted() else None
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        where = f"; what was before lies in {backup}" if backup else ""
        raise UpgradeFailed(f"the tables could not be changed ({' '.join(str(error).split())}){where}") from error
    return backup


def _is_wanted() -> bool:
    return os.environ.get("TONGXIN_BACKUP_BEFORE_UPGRADE", "") != "off"


def _copy(now: datetime) -> Path:
    folder = Path(settings.DATA) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{_PREFIX}{program_version()}-{now:%Y%m%dT%H%M%S}.tar.gz"
    back_up(target, now=now)
    for old in sorted(folder.glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()
    return target
