"""Putting many rows in at once, fast: one of the named places where SQL is written by hand.

Django's `bulk_create` spends 40 to 60 µs on each row of a wide table; an import has 200 µs for everything. Table and column
names come from the model alone, values are always bound. Numbers are taken from the table's own sequence, so that rows of
other tables can refer to them before anything is written. Call it inside a transaction.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

M = TypeVar("M", bound=models.Model)
_AS_IS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def reserve_ids(model: type[models.Model], count: int) -> range | list[int]:
    """Numbers for `count` new rows, never used before."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            first = (row[0] if row else 0) + 1
            return range(first, first + count)
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [number for (number,) in cursor.fetchall()]


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:  # Any: column values
    """How a value is handed to the database; None for those that go as they are."""
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    if isinstance(field, _AS_IS):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def insert_rows(model: type[M], rows: Sequence[M]) -> None:
    """Insert new objects; those without a number get one."""
    if not rows:
        return
    missing = [row for row in rows if row.pk is None]
    if missing and isinstance(model._meta.pk, models.AutoField):
        for row, number in zip(missing, reserve_ids(model, len(missing)), strict=True):
            row.pk = number
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    plan = [(field.attname, _converter(field)) for field in fields]
    values = [
        [convert(getattr(row, name)) if convert else getattr(row, name) for name, convert in plan] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608  # names from the model
