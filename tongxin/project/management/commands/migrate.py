"""Django's migrate, but a new database gets its tables from the models at once, and each migration is made whole or not at all."""

from typing import Any

from django.core.management.commands import migrate
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection

from tongxin.project.new_database import build_tables, is_new
from tongxin.project.whole_migrations import WholeExecutor

migrate.MigrationExecutor = WholeExecutor  # type: ignore[attr-defined]  # Django's command asks for it by this name and leaves no other way


class Command(Migrate):
    """Leads a database that has tables through the migrations it lacks."""

    def handle(self, *args: Any, **options: Any) -> None:  # Any: as Django gives them
        """With an app, or anything but plain `migrate`, Django's own way."""
        plain = not (options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"])
        if plain and is_new(connection):
            build_tables(connection)
        else:
            super().handle(*args, **options)
