"""What PostgreSQL's planner can't know by itself."""

from typing import Final

from django.db import connection, models

_FEW_PAGES: Final = 100
_MANY_TIMES: Final = 8


def keep_known(model: type[models.Model], *columns: str) -> None:
    """To be called before many look-ups by these columns: has their values counted where the table grew a lot since that was done.

    Until then the planner expects so many answers to each look-up that it reads the whole table, and an import slows down with
    every row. The database does it by itself, but only once a minute.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relpages, pg_relation_size(oid) / current_setting('block_size')::int FROM pg_class WHERE oid = %s::regclass",
            [table],
        )
        known, pages = cursor.fetchone()
        if pages > max(_FEW_PAGES, _MANY_TIMES * known):
            fields = {field.name: field.column for field in model._meta.concrete_fields}
            names = ", ".join(connection.ops.quote_name(str(fields[name])) for name in columns)
            cursor.execute(f"ANALYZE {table} ({names})")
