"""The two engines behind one set of functions."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from django.db import connection

from tongxin.collab.search.models import postgres, sqlite
from tongxin.collab.search.models.question import Question


class Engine(Protocol):
    """What a database must be able to do for search. All work happens in the caller's transaction."""

    def put(self, shelf: int, lines: Collection[tuple[int, str]]) -> None:
        """Keep these records (number, words with spaces between), instead of what was known of them."""

    def add(self, shelf: int, lines: Collection[tuple[int, str]]) -> None:
        """The same for records that are new, of which nothing is known."""

    def remove(self, shelf: int, ids: Collection[int]) -> None:
        """Forget these records."""

    def clear(self, shelf: int) -> None:
        """Forget all records of a shelf."""

    def forget(self) -> None:
        """Have the words of deleted lines go from the disk, too."""

    def settle(self) -> None:
        """What helps questions after many records came at once."""

    def first(self, shelf: int, asked: Question, limit: int) -> list[int]:
        """Numbers of up to `limit` records that answer the question, in no promised order."""

    def answered(self, asked: Mapping[int, Question]) -> set[int]:
        """On which shelves anything may answer the question put to it: one statement for all."""

    def way(self, shelf: int, asked: Question) -> str:
        """The cheapest way for a list to check its rows against the question."""

    def condition(self, shelf: int, asked: Question, way: str, record: str) -> tuple[str, list[Any]]:  # Any: parameters
        """SQL that is true for rows whose number, written as the SQL `record`, answers the question."""


_ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgres}


def engine() -> Engine:
    """The engine of the database in use."""
    return _ENGINES[connection.vendor]
