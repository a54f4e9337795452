"""Which migrations the program knows, and which the database has seen."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migrations = list[tuple[str, str]]


def known_migrations() -> set[tuple[str, str]]:
    """All migrations of this program."""
    return set(MigrationLoader(None).disk_migrations)


def applied_migrations() -> Migrations:
    """Those that the database at hand has seen, in order of app and name."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def pending_migrations() -> Migrations:
    """Those still to be applied."""
    return sorted(known_migrations() - set(applied_migrations()))
