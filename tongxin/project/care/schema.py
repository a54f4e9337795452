"""Which migrations the program knows, and which the database has seen."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migrations = list[tuple[str, str]]


def known_migrations() -> set[tuple[str, str]]:
    """All migrations of this program, and those that a later one has replaced."""
    files = MigrationLoader(None).disk_migrations
    return {*files, *(old for migration in files.values() for old in migration.replaces)}


def applied_migrations() -> Migrations:
    """Those that the database at hand has seen, in order of app and name."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def pending_migrations() -> Migrations:
    """Those still to be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _is_backwards in plan]
