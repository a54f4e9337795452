"""Search on PostgreSQL: a table of `tsvector`s built from our own words, with a GIN index. One of the named places with SQL by hand.

No text-search parser or dictionary is involved: words are quoted lexemes.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection

from tongxin.base.database.planned import planned_cursor
from tongxin.collab.search.models.filing import room
from tongxin.collab.search.models.question import Question, Word
from tongxin.collab.search.models.ways import Costs, cheapest

_MANY = 50
# The index collects all that answers before it tells whether anything does. Where there is much, a common word costs
# as much as finding, and a shelf that would have no answer is rare: it counts as having one.
_THERE = (
    "SELECT {0} WHERE EXISTS (SELECT 1 FROM search_index WHERE shelf = {0} AND record > 50000)"
    " OR EXISTS (SELECT 1 FROM f{0})"
)
# Each question reads all words that wait before the index, so few may wait where records come one by one (set for every
# connection); of many records the waiting words are filed together, which is a sixth cheaper.
_ROOM = "SET LOCAL gin_pending_list_limit = '%dMB'"
_COSTS = Costs(fetch=6, collect=2, check=12, ask=12)


def put(shelf: int, lines: Collection[tuple[int, str]]) -> None:
    """Keep these records, instead of what was known of them."""
    rows = {number: _vector(words) for number, words in lines}
    if len(rows) < _MANY:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index (shelf, record, words)"
                " SELECT %s, record, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS given (record, words)"
                " ON CONFLICT (shelf, record) DO UPDATE SET words = excluded.words",
                [shelf, list(rows), list(rows.values())],
            )
        return
    with connection.cursor() as cursor:
        cursor.execute(_ROOM % room())
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS search_coming (record bigint, words tsvector) ON COMMIT DELETE ROWS"
        )
        cursor.execute("DELETE FROM search_coming")
        _copy("search_coming (record, words)", rows.items())
        cursor.execute(
            "INSERT INTO search_index (shelf, record, words) SELECT %s, record, words FROM search_coming"
            " ON CONFLICT (shelf, record) DO UPDATE SET words = excluded.words",
            [shelf],
        )


def add(shelf: int, lines: Collection[tuple[int, str]]) -> None:
    """Keep new records."""
    if len(lines) >= _MANY:
        with connection.cursor() as cursor:
            cursor.execute(_ROOM % room())
    _copy("search_index (shelf, record, words)", ((shelf, number, _vector(words)) for number, words in lines))


def _copy(table: str, rows: Iterable[tuple[Any, ...]]) -> None:  # Any: column values
    # The driver would quote each of these long texts sign by sign; COPY takes them as they are.
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def remove(shelf: int, ids: Collection[int]) -> None:
    """Forget these records."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE shelf = %s AND record = ANY(%s::bigint[])", [shelf, list(ids)])


def clear(shelf: int) -> None:
    """Forget all records of a shelf."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE shelf = %s", [shelf])


def forget() -> None:
    """The words of deleted lines go from the index; old versions of rows go with the next vacuum, which the database does by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_index_words')")


def settle() -> None:
    """After many new records: file what waits before the index, and let the planner know how common words are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_index_words')")
        cursor.execute("ANALYZE search_index")


def first(shelf: int, asked: Question, limit: int) -> list[int]:
    """Numbers of up to `limit` records, in the order of the table."""
    with planned_cursor() as cursor:
        cursor.execute(
            # Named apart, the question is planned without the limit: for a word it has never seen the planner would otherwise
            # hope to find a few by reading the whole table. It is still read only as far as needed.
            "WITH found AS MATERIALIZED (SELECT record FROM search_index WHERE words @@ %s::tsquery)"
            " SELECT record FROM found LIMIT %s",
            [_expression(asked), limit],
        )
        return [number for (number,) in cursor.fetchall()]


def answered(asked: Mapping[int, Question]) -> set[int]:
    """Shelves with an answer, and those that hold much. Each question is planned apart, as above."""
    one = "f{0} AS MATERIALIZED (SELECT 1 FROM search_index WHERE words @@ %s::tsquery)"
    found, there = ", ".join(map(one.format, asked)), " UNION ALL ".join(map(_THERE.format, asked))
    with planned_cursor() as cursor:
        cursor.execute(f"WITH {found} {there}", [_expression(question) for question in asked.values()])
        return {shelf for (shelf,) in cursor.fetchall()}


def way(shelf: int, asked: Question) -> str:
    """`fetch` or `ask`. Left alone, the planner takes rare prefixes for common ones and walks through the whole list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(record) FROM search_index WHERE shelf = %s", [shelf])
        rows = cursor.fetchone()[0] or 1
    return cheapest(asked, rows, _COSTS, ("fetch", "ask"), _count)


def condition(shelf: int, asked: Question, way: str, record: str) -> tuple[str, list[Any]]:  # Any: parameters
    """SQL that is true for rows that answer. The planner takes an array for a short one and begins with it."""
    if way == "fetch":
        found = "SELECT record FROM search_index WHERE words @@ %s::tsquery"
        return f"{record} = ANY (ARRAY({found}))", [_expression(asked)]
    sql = (
        "EXISTS (SELECT 1 FROM search_index WHERE search_index.shelf = %s"  # noqa: S608  # a column
        f" AND search_index.record = {record} AND search_index.words @@ %s::tsquery)"
    )
    return sql, [shelf, _expression(asked)]


def _count(asked: Question, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE words @@ %s::tsquery LIMIT %s) AS found",
            [_expression(asked), most],
        )
        count: int = cursor.fetchone()[0]
        return count


def _expression(asked: Question) -> str:
    return " & ".join(f"({' | '.join(f'({_all(words)})' for words in term)})" for term in asked)


def _all(words: tuple[Word, ...]) -> str:
    return " & ".join(_quoted(word.text) + (":*" if word.is_prefix else "") for word in words)


def _vector(words: str) -> str:
    """All words of a record as the text of a `tsvector`."""
    return _quoted(words).replace(" ", "' '") if words else ""


def _quoted(word: str) -> str:
    # Words hold letters and digits only; signs that mean something inside quotes are taken out all the same.
    return "'" + word.replace("'", "").replace("\\", "") + "'"
