"""Making a backup while people work."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from tongxin.project.care.archive import DATABASE, member_of, write_archive
from tongxin.project.care.manifest import Manifest
from tongxin.project.care.postgres_rows import dump_rows
from tongxin.project.care.schema import Migrations, applied_migrations
from tongxin.project.care.sqlite_copies import check_whole, copy_database, count_rows, migrations_in, settle
from tongxin.project.care.staging import link_files, staging
from tongxin.project.version import program_version


class NothingToBackUp(ValueError):
    """There is no database yet."""


class _Copied(NamedTuple):
    """What a copy of the database holds, and where its parts lie by their names in the archive."""

    rows: dict[str, int]
    sequences: dict[str, int]
    migrations: Migrations
    sources: dict[str, Path]


def back_up(target: Path, *, now: datetime) -> Manifest:
    """Write database and files into one verified archive. Raises NothingToBackUp, AlreadyThere, DamagedArchive.

    Files are held on to before and after the database is copied: each one that the copy knows is among them.
    """
    with staging() as folder:
        held = folder / "files"
        link_files(held)
        copied = _copy_sqlite(folder) if connection.vendor == "sqlite" else _copy_postgres(folder)
        sources = {**copied.sources, **link_files(held)}
        manifest = Manifest(
            program=program_version(),
            made_at=now.isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=copied.migrations,
            rows=copied.rows,
            sequences=copied.sequences,
            members={name: member_of(path) for name, path in sources.items()},
        )
        write_archive(target, manifest, sources)
    return manifest


def _copy_sqlite(folder: Path) -> _Copied:
    living, copy = Path(str(connection.settings_dict["NAME"])), folder / DATABASE
    if not living.exists() or not living.stat().st_size:
        raise NothingToBackUp(f"there is no database at {living}")
    copy_database(living, copy)
    settle(copy)
    check_whole(copy)
    return _Copied(count_rows(copy), {}, migrations_in(copy), {DATABASE: copy})


def _copy_postgres(folder: Path) -> _Copied:
    if not applied_migrations():
        raise NothingToBackUp(f"the database {connection.settings_dict['NAME']} is empty")
    rows, sequences, migrations = dump_rows(folder / "rows")
    sources = {f"rows/{path.name}": path for path in sorted((folder / "rows").iterdir())}
    return _Copied(rows, sequences, migrations, sources)
