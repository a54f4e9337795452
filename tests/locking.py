"""Rows are locked in one order and none beside those that are meant: two who lock many rows must never wait for each other.

Looked at on PostgreSQL at every statement of every test; SQLite lets one write at a time.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# One row by its number, or as `first` and `get` ask.
_ONE = re.compile(r'"(\w+)" = \S+|LIMIT (?:1|2|21)\b', re.ASCII)


class Unruly(AssertionError):
    """A statement locks rows in a way in which two could wait for each other."""


def unruly(sql: str) -> str:
    """What is wrong with how this statement locks rows; empty where nothing is, or where it waits for nobody."""
    before, lock, how = sql.rpartition(" FOR ")
    if not lock or not how.startswith(("UPDATE", "NO KEY UPDATE")) or "SKIP LOCKED" in how:
        return ""
    if " JOIN " in before and " OF " not in how:
        return 'locks the rows of every table that it joins: say of=("self",)'
    if "ORDER BY" not in before and not _ONE.search(before):
        return 'locks many rows in any order: add order_by("pk")'
    return ""


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
