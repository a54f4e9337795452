"""A cursor for questions that are asked again and again: PostgreSQL plans them once for each connection.

Planning a question about rights takes it three to ten times as long as answering it. The first asking of a connection is planned for
its own values; from the second on the statement is kept there under a name, and after five more the server itself decides
whether one plan fits all values. SQLite needs none of this: its driver keeps statements.
"""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


def planned_cursor() -> CursorWrapper:
    """A cursor on the database in use, counted and logged like any other."""
    database: Any = connection  # Any: what only PostgreSQL's has
    if database.vendor != "postgresql":
        return connection.cursor()
    database.ensure_connection()
    with database.wrap_database_errors:
        # Django's own cursor writes values into the text: for the server no two askings would be alike.
        wrapped: CursorWrapper = database._prepare_cursor(database.Database.Cursor(database.connection))  # noqa: SLF001  # the wrapping alone
    return wrapped
