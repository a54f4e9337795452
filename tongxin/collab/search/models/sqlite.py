"""Search on SQLite: one FTS5 table that keeps only which records hold a word. One of the named places with SQL by hand.

A line's rowid is its shelf and record number, so a kind of record is one range of rows and lists of records stay dense. With
`detail=none` a million records of a common word are read in 25 ms, and the first twenty of them in 20 µs.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from tongxin.collab.search.models.question import Question, Word

_SHELF = 1 << 40
# Costs in µs at a million rows: a row fetched by number and sorted (4), a row of an ordered walk checked against a list in
# memory (0.5), a number put into that list (0.1), a row checked by asking the index (28); 80 rows make a page.
_FETCH, _CHECK, _COLLECT, _ASK, _PAGE = 4, 0.5, 0.1, 28, 80


def put(shelf: int, lines: Iterable[tuple[int, list[str]]]) -> None:
    """Keep these records, instead of what was known of them."""
    base = shelf * _SHELF
    rows = [(base + number, " ".join(words)) for number, words in lines]
    remove(shelf, [key - base for key, _words in rows])
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO search_index (rowid, words) VALUES (%s, %s)", rows)


def remove(shelf: int, ids: Collection[int]) -> None:
    """Forget these records."""
    base = shelf * _SHELF
    with connection.cursor() as cursor:
        for number in ids:
            cursor.execute("DELETE FROM search_index WHERE rowid = %s", [base + number])


def clear(shelf: int) -> None:
    """Forget all records of a shelf."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE rowid BETWEEN %s AND %s", _range(shelf))


def first(shelf: int, asked: Question, limit: int) -> list[int]:
    """Numbers of up to `limit` records, the oldest first."""
    sql, values = _numbers(shelf, asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*values, limit])
        return [number for (number,) in cursor.fetchall()]


def way(shelf: int, asked: Question) -> str:
    """`fetch` few matches and sort them, `walk` the list's order and check each row, or `ask` the index for each row."""
    sql, values = _numbers(shelf, asked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM search_index WHERE rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT 1", _range(shelf))
        row = cursor.fetchone()
        rows = row[0] % _SHELF if row else 1
        few = (_PAGE * _CHECK / _FETCH * rows) ** 0.5
        many = (_PAGE * _ASK / _COLLECT * rows) ** 0.5
        cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT %s)", [*values, int(many) + 1])
        matches = cursor.fetchone()[0]
    # Asking row by row would join the lists of a prefix anew for each row.
    joins = any(word.is_prefix for term in asked for words in term for word in words)
    return "fetch" if matches <= few else "walk" if matches <= many or joins else "ask"


def condition(shelf: int, asked: Question, way: str, record: str) -> tuple[str, list[Any]]:  # Any: parameters
    """SQL that is true for rows that answer. Adding nothing to the number keeps the planner from fetching rows by it."""
    if way == "ask":
        sql = f"EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH %s AND rowid = {record} + %s)"  # noqa: S608  # a column
        return sql, [_expression(asked), shelf * _SHELF]
    sql, values = _numbers(shelf, asked)
    return f"{record if way == 'fetch' else f'({record} + 0)'} IN ({sql})", values


def _range(shelf: int) -> list[int]:
    return [shelf * _SHELF, (shelf + 1) * _SHELF - 1]


def _numbers(shelf: int, asked: Question) -> tuple[str, list[Any]]:  # Any: parameters
    sql = "SELECT rowid - %s FROM search_index WHERE search_index MATCH %s AND rowid BETWEEN %s AND %s"
    return sql, [shelf * _SHELF, _expression(asked), *_range(shelf)]


def _expression(asked: Question) -> str:
    return " AND ".join(f"({' OR '.join(f'({_all(words)})' for words in term)})" for term in asked)


def _all(words: tuple[Word, ...]) -> str:
    # Words hold letters and digits only; a quote in one would end the string, so it is taken out all the same.
    return " AND ".join(f'"{word.text.replace(chr(34), "")}"{"*" if word.is_prefix else ""}' for word in words)
