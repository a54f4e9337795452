"""A whole firm from a SQLite file into an empty PostgreSQL database: every row, then the same sums of both sides.

The connection `default` leads to the new database and `source` to the old one, so that everything else works as usual.
"""

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from tongxin.base.database.bulk import insert_values
from tongxin.base.registries import search_documents
from tongxin.collab.search.actions import rebuild
from tongxin.project.care.postgres_rows import holds_a_firm, set_last_numbers
from tongxin.project.cli import CommandFailed
from tongxin.project.new_database import build_tables, is_new

SOURCE: Final = "source"
_AT_ONCE: Final = 2000
_encode = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True).encode
Row = tuple[Any, ...]  # Any: column values


class NotToBeMoved(CommandFailed):
    """The old database is not one of this version, or the new one is in use."""


class NotAlike(CommandFailed):
    """The two sides differ: somebody wrote meanwhile, or the new database keeps a value otherwise."""


class Sum(NamedTuple):
    """Of one table: how many rows, and a mark of all their values."""

    rows: int
    mark: str


def move() -> dict[str, Sum]:
    """Copy everything in one transaction and compare. Answers the sums by table; raises NotToBeMoved and NotAlike with nothing left behind."""
    source = MigrationExecutor(connections[SOURCE])
    if source.migration_plan(source.loader.graph.leaf_nodes()):
        raise NotToBeMoved(
            "the old database is not of this version: start Tongxin with it once, stop it, and try again"
        )
    if holds_a_firm() or not is_new(connection):
        raise NotToBeMoved("the new database is not empty: give one that was just created")
    build_tables(connection)
    try:
        with transaction.atomic():
            return _moved()
    except BaseException:
        _empty()
        raise


def _moved() -> dict[str, Sum]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_quoted(model) for model in models)}")
    for model in models:
        _copy(model)
    set_last_numbers(_last_numbers())
    for kind in search_documents.names():
        rebuild(kind)
    sums = {model._meta.db_table: sum_of(model, SOURCE) for model in models}
    if different := [model for model in models if sum_of(model, "default") != sums[model._meta.db_table]]:
        raise NotAlike(
            f"the two sides differ in {', '.join(model._meta.db_table for model in different)}; nothing was moved"
        )
    return sums


def _quoted(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.generated]


def _rows(model: type[Model], alias: str) -> Iterator[Row]:
    rows = model._base_manager.using(alias).order_by("pk").values_list(*_columns(model))
    return rows.iterator(chunk_size=_AT_ONCE)


def _copy(model: type[Model]) -> None:
    rows = _rows(model, SOURCE)
    while some := list(islice(rows, _AT_ONCE)):
        insert_values(model, _columns(model), some)


def sum_of(model: type[Model], alias: str) -> Sum:
    """Every value of every row in order of their numbers, as both databases give them."""
    digest, count = hashlib.sha256(), 0
    for row in _rows(model, alias):
        digest.update(_encode([_plain(value) for value in row]).encode())
        count += 1
    return Sum(count, digest.hexdigest()[:32])


def _plain(value: Any) -> Any:  # Any: column values
    """PostgreSQL gives back 1e20 in JSON as a whole number: equal, and written otherwise."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _last_numbers() -> dict[str, int]:
    """Numbers once given are never given again, those of deleted rows too."""
    with connections[SOURCE].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return {f"{table}.id": number for table, number in cursor.fetchall()}


def _empty() -> None:
    """Take the tables away again."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
