"""Bringing a backup back: everything is checked in a temporary place first, then put in place in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tongxin.base.clock import now
from tongxin.base.registries import search_documents
from tongxin.collab.files.actions import sweep_contents
from tongxin.collab.search.actions import rebuild
from tongxin.directory.privacy.actions import Replayed, erase_again, read_tombstones
from tongxin.project.care import postgres_rows, sqlite_copies
from tongxin.project.care.archive import DATABASE, read_archive
from tongxin.project.care.in_turn import folder_to_oneself
from tongxin.project.care.manifest import DamagedArchive, Manifest
from tongxin.project.care.schema import Migrations, known_migrations
from tongxin.project.care.staging import put_files, staging


class NewerThanProgram(ValueError):
    """The archive was made by a Tongxin that knows tables which this one does not."""


class OtherDatabase(ValueError):
    """The archive is of the other kind of database."""


class TargetInUse(ValueError):
    """Somebody's data are there already."""


def restore(source: Path, *, is_replacing: bool = False) -> tuple[Manifest, Replayed]:
    """Put database and files back as the archive has them.

    Raises DamagedArchive, NewerThanProgram, OtherDatabase, NotApart, TargetInUse; nothing was changed then. Files go first: they
    lie under their digest and disturb nobody. The database follows in one transaction. Files of before to which nothing
    refers any more are swept: those older than a day now, the others within days. Whom the list beside the database names as erased is erased again; a damaged list raises
    TombstonesDamaged before anything is changed.
    """
    erased = read_tombstones()
    with folder_to_oneself(Path(settings.DATA)), staging() as folder:  # nobody upgrades what is put in place meanwhile
        manifest = read_archive(source, into=folder)
        _check(manifest, is_replacing=is_replacing)
        if connection.vendor == "sqlite":
            _restore_sqlite(folder, manifest)
        else:
            _restore_postgres(folder, manifest)
    replayed = erase_again(erased)
    if is_replacing:
        sweep_contents(now=now())
    return manifest, replayed


def _check(manifest: Manifest, *, is_replacing: bool) -> None:
    if set(manifest.migrations) - known_migrations():
        raise NewerThanProgram(f"it was made by Tongxin {manifest.program}, which is newer; update first")
    if manifest.database != connection.vendor:
        raise OtherDatabase(f"it holds a {manifest.database} database; DATABASE_URL names {connection.vendor}")
    if not is_replacing and _holds_a_firm():
        raise TargetInUse("somebody's data are here already; --replace puts the backup in their place")


def _holds_a_firm() -> bool:
    if connection.vendor == "sqlite":
        return sqlite_copies.holds_a_firm(_living())
    return postgres_rows.holds_a_firm()


def _living() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


@contextmanager
def _connected(setting: str, value: Any) -> Iterator[None]:  # Any: Django's settings of a database
    """Have the default connection lead elsewhere for a while."""
    before = connection.settings_dict[setting]
    connection.close()
    connection.settings_dict[setting] = value
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict[setting] = before


def _compare(found: dict[str, int], manifest: Manifest) -> None:
    for table, count in manifest.rows.items():
        if found.get(table) != count:
            raise DamagedArchive(f"table {table} has {found.get(table, 'no')} rows instead of {count}")


def _restore_sqlite(folder: Path, manifest: Manifest) -> None:
    copy, living = folder / DATABASE, _living()
    if not copy.exists():
        raise DamagedArchive("there is no database in it")
    sqlite_copies.check_whole(copy)
    _compare(sqlite_copies.count_rows(copy), manifest)
    with _connected("NAME", str(copy)):
        call_command("migrate", interactive=False, verbosity=0)
    put_files(folder / "files")
    connection.close()
    sqlite_copies.copy_database(copy, living)


def _restore_postgres(folder: Path, manifest: Manifest) -> None:
    postgres_rows.make_temporary_schema()
    try:
        _fill_temporary_schema(folder, manifest)
        put_files(folder / "files")
        postgres_rows.move_from_temporary_schema()
    finally:
        postgres_rows.drop_temporary_schema()


def _fill_temporary_schema(folder: Path, manifest: Manifest) -> None:
    # Said twice: a pool may keep nothing of what a connection asks for at its beginning.
    options = {**connection.settings_dict["OPTIONS"], "options": f"-c search_path={postgres_rows.TEMPORARY}"}
    with _connected("OPTIONS", options):
        postgres_rows.enter_temporary_schema()
        _migrate_to(manifest.migrations)
        _compare(postgres_rows.load_rows(folder / "rows", manifest.sequences), manifest)
        call_command("migrate", interactive=False, verbosity=0)
        for kind in search_documents.names():
            rebuild(kind)


def _migrate_to(migrations: Migrations) -> None:
    """Make the tables as they were when the backup was made."""
    if set(migrations) >= known_migrations():
        call_command("migrate", interactive=False, verbosity=0)
        return
    for app, name in dict(sorted(migrations)).items():  # the latest of each app
        call_command("migrate", app, name, interactive=False, verbosity=0)
