"""Search on SQLite: one FTS5 table that keeps only which records hold a word. One of the named places with SQL by hand.

A line's rowid is its shelf and record number, so a kind of record is one range of rows and lists of records stay dense. With
`detail=none` a million records of a common word are read in 25 ms, and the first twenty of them in 20 µs.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from django.db import connection

from tongxin.collab.search.models.question import Question, Word
from tongxin.collab.search.models.ways import Costs, cheapest

_SHELF = 1 << 40
_LAST = "\U0010ffff"
# Asking opens the lists of every way in which a term can be found, for each row anew: ten times the work of one look-up.
_COSTS = Costs(fetch=2, collect=0.1, check=0.5, ask=300)


def put(shelf: int, lines: Collection[tuple[int, str]]) -> None:
    """Keep these records, instead of what was known of them."""
    rows = dict(lines)
    remove(shelf, rows.keys())
    add(shelf, rows.items())


def add(shelf: int, lines: Collection[tuple[int, str]]) -> None:
    """Keep new records."""
    with connection.cursor() as cursor:
        values = [(shelf * _SHELF + number, words) for number, words in lines]
        cursor.executemany("INSERT INTO search_index (rowid, words) VALUES (%s, %s)", values)


def remove(shelf: int, ids: Collection[int]) -> None:
    """Forget these records."""
    keys = json.dumps([shelf * _SHELF + number for number in ids])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE rowid IN (SELECT value FROM json_each(%s))", [keys])


def clear(shelf: int) -> None:
    """Forget all records of a shelf."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_index WHERE rowid BETWEEN %s AND %s", [shelf * _SHELF, (shelf + 1) * _SHELF - 1]
        )


def forget() -> None:
    """Deleted lines are only marked as such, and their words stay in the file until segments are merged: merge all of them."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


def settle() -> None:
    """After many new records there is nothing to do: the index keeps itself in order."""


def first(shelf: int, asked: Question, limit: int) -> list[int]:
    """Numbers of up to `limit` records: for a prefix in the order of the alphabet, else the oldest first."""
    found: dict[int, None] = {}
    with connection.cursor() as cursor:
        for sql, values in _lists(shelf, asked):
            cursor.execute(f"{sql} LIMIT %s", [*values, limit])
            found.update(dict.fromkeys(number for (number,) in cursor.fetchall()))
            if len(found) >= limit:
                break
    return list(found)[:limit]


def answered(asked: Mapping[int, Question]) -> set[int]:
    """Shelves with an answer."""
    parts, values = [], []
    for shelf, question in asked.items():
        lists = list(_lists(shelf, question))
        parts.append(f"SELECT {shelf} WHERE " + " OR ".join(f"EXISTS ({sql} LIMIT 1)" for sql, _values in lists))
        values += [value for _sql, own in lists for value in own]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {shelf for (shelf,) in cursor.fetchall()}


def way(shelf: int, asked: Question) -> str:
    """`fetch`, `walk` or `ask`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM search_index WHERE rowid < %s ORDER BY rowid DESC LIMIT 1", [(shelf + 1) * _SHELF]
        )
        newest = cursor.fetchone()
    rows = max(newest[0] - shelf * _SHELF, 1) if newest else 1
    # Asking row by row would join the lists of a prefix anew for each row.
    has_prefix = any(word.is_prefix for term in asked for words in term for word in words)
    ways = ("fetch", "walk") if has_prefix else ("fetch", "walk", "ask")
    return cheapest(asked, rows, _COSTS, ways, partial(_count, shelf))


def condition(shelf: int, asked: Question, way: str, record: str) -> tuple[str, list[Any]]:  # Any: parameters
    """SQL that is true for rows that answer. Adding nothing to the number keeps the planner from fetching rows by it."""
    if way == "ask":
        sql = f"EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH %s AND rowid = {record} + %s)"  # noqa: S608  # a column
        return sql, [_expression(asked), shelf * _SHELF]
    sql, values = _numbers(shelf, asked)
    return f"{record if way == 'fetch' else f'({record} + 0)'} IN ({sql})", values


def _count(shelf: int, asked: Question, most: int) -> int:
    """About how many records answer, counted no further than `most`."""
    count = 0
    with connection.cursor() as cursor:
        for sql, values in _lists(shelf, asked):
            cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT %s)", [*values, most])  # noqa: S608  # own SQL
            count += cursor.fetchone()[0]
    return min(count, most)


def _lists(shelf: int, asked: Question) -> Iterator[tuple[str, list[Any]]]:  # Any: parameters
    """Selects that stream: several for the ways in which one term can be found, one for several terms."""
    if len(asked) > 1:
        yield _numbers(shelf, asked)
        return
    for words in asked[0]:
        if len(words) == 1 and words[0].is_prefix:
            # MATCH joins all lists of a prefix before it answers; the vocabulary hands over one after the other.
            sql = "SELECT DISTINCT doc - %s FROM search_words WHERE term >= %s AND term < %s"
            yield sql, [shelf * _SHELF, words[0].text, words[0].text + _LAST]
        else:
            yield _numbers(shelf, ((words,),))


def _numbers(shelf: int, asked: Question) -> tuple[str, list[Any]]:  # Any: parameters
    return "SELECT rowid - %s FROM search_index WHERE search_index MATCH %s", [shelf * _SHELF, _expression(asked)]


def _expression(asked: Question) -> str:
    return " AND ".join(f"({' OR '.join(f'({_all(words)})' for words in term)})" for term in asked)


def _all(words: tuple[Word, ...]) -> str:
    # Words hold letters and digits only; a quote in one would end the string, so it is taken out all the same.
    return " AND ".join(f'"{word.text.replace(chr(34), "")}"{"*" if word.is_prefix else ""}' for word in words)
