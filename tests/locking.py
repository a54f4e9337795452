"""Rows are locked in one order and none beside those that are meant: two who lock many rows must never wait for each other.

Looked at on PostgreSQL at every statement of every test; SQLite lets one write at a time.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import UniqueConstraint

_FIRST = re.compile(r"LIMIT (?:1|2|21)\b", re.ASCII)  # as `first` and `get` ask
_FROM = re.compile(r'FROM "(\w+)"', re.ASCII)
_EQUAL = re.compile(r'"(\w+)"\."(\w+)" = ', re.ASCII)


class Unruly(AssertionError):
    """A statement locks rows in a way in which two could wait for each other."""


def unruly(sql: str) -> str:
    """What is wrong with how this statement locks rows; empty where nothing is, or where it waits for nobody."""
    before, lock, how = sql.rpartition(" FOR ")
    if not lock or not how.startswith(("UPDATE", "NO KEY UPDATE")) or "SKIP LOCKED" in how:
        return ""
    if " JOIN " in before and " OF " not in how:
        return 'locks the rows of every table that it joins: say of=("self",)'
    if "ORDER BY" not in before and not _FIRST.search(before) and not _means_one(before):
        return 'locks many rows in any order: add order_by("pk")'
    return ""


@cache
def _unique() -> dict[str, list[set[str]]]:
    """By table, the columns that name one row."""
    found: dict[str, list[set[str]]] = {}
    for model in apps.get_models():
        meta = model._meta
        alone = [{field.column} for field in meta.concrete_fields if field.unique]
        named = [one.fields for one in meta.constraints if isinstance(one, UniqueConstraint) and one.fields]
        found[meta.db_table] = alone + [{meta.get_field(name).column for name in names} for names in named]  # type: ignore[union-attr]  # a column
    return found


def _means_one(sql: str) -> bool:
    """Whether what is asked for can be one row at most."""
    table = _FROM.search(sql)
    equal = {column for of, column in _EQUAL.findall(sql) if table and of == table[1]}
    return bool(table) and any(columns <= equal for columns in _unique().get(table[1], []))


def watch_locks() -> None:
    """From now on, on every connection."""
    connection_created.connect(_watch, weak=False, dispatch_uid="locking")


def _watch(connection: BaseDatabaseWrapper, **_more: object) -> None:
    if connection.vendor == "postgresql" and _looked_at not in connection.execute_wrappers:
        connection.execute_wrappers.append(_looked_at)


def _looked_at(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:  # Any: Django's own
    if why := unruly(str(sql)):
        raise Unruly(f"{why}\n{sql}")
    return execute(sql, params, many, context)
