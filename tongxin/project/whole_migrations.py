"""Migrations that are made and written down in one transaction.

Django makes indices and foreign keys of new tables last, and writes such a migration down only after its transaction has ended: whoever
was killed in between could not start again, for the tables were there already.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class WholeExecutor(MigrationExecutor):
    """Leaves nothing for the end, so that Django writes each migration down within its transaction."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """As Django's."""
        apply = migration.apply

        def whole(
            state: ProjectState, editor: BaseDatabaseSchemaEditor, *more: Any
        ) -> ProjectState:  # Any: Django's own
            made = apply(state, editor, *more)
            for sql in editor.deferred_sql:
                editor.execute(sql, None)
            editor.deferred_sql.clear()
            return made

        migration.apply = whole  # type: ignore[method-assign,assignment]  # of this one, which is applied once
        return super().apply_migration(state, migration, fake, fake_initial)
