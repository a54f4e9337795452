"""A PostgreSQL database as lines of JSON, one file a table, and back again.

Not `pg_dump`: its version must fit the server's, it is seldom installed where the program runs, and its archive can't be loaded into
the schema of an older release and then be migrated. PostgreSQL itself writes and reads the lines, so no value passes through Python.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from tongxin.project.care.schema import Migrations, applied_migrations

TEMPORARY = "tongxin_restoring"
_AT_ONCE = 1000
# Search is built anew; the list of migrations stands in the manifest.
_LEFT_OUT = {"search_index", "django_migrations"}


class NotApart(ValueError):
    """What lies between the program and the server does not hand on in which schema it works."""


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(set(names) - _LEFT_OUT)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def dump_rows(folder: Path) -> tuple[dict[str, int], dict[str, int], Migrations]:
    """Write all tables as of one instant; answers rows by table, last numbers given, and migrations."""
    folder.mkdir()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        rows = {table: _dump_table(table, folder / f"{table}.jsonl") for table in _tables()}
        return rows, _last_numbers(), applied_migrations()


def _dump_table(table: str, path: Path) -> int:
    count = 0
    with connection.chunked_cursor() as cursor, path.open("w", encoding="utf-8") as file:
        cursor.execute(f"SELECT row_to_json(t)::text FROM {_quoted(table)} t")  # noqa: S608  # name from the schema
        while some := cursor.fetchmany(_AT_ONCE):
            file.writelines(f"{line}\n" for (line,) in some)
            count += len(some)
    return count


def _serials() -> Iterator[tuple[str, str, str]]:
    """Table, column and sequence of every numbered column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
            " FROM information_schema.columns WHERE table_schema = current_schema()"
        )
        yield from [(table, column, sequence) for table, column, sequence in cursor.fetchall() if sequence]


def _last_numbers() -> dict[str, int]:
    found: dict[str, int] = {}
    for table, column, sequence in _serials():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608  # from the schema
            found[f"{table}.{column}"] = cursor.fetchone()[0]
    return found


def load_rows(folder: Path, last_numbers: dict[str, int]) -> dict[str, int]:
    """Replace all rows of the temporary schema, which must be the one in use, by those in `folder`; answers rows by table. One transaction.

    Raises NotApart: never may rows that people work with be emptied for an archive that is not known to be whole.
    """
    with transaction.atomic():
        _stay_apart()
        tables = _tables()
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(map(_quoted, tables))}")
        rows = {table: _load_table(table, folder / f"{table}.jsonl") for table in tables}
        set_last_numbers(last_numbers)
    return rows


def set_last_numbers(last_numbers: dict[str, int]) -> None:
    """Go on counting after these: numbers by `table.column`."""
    for table, column, sequence in _serials():
        if number := last_numbers.get(f"{table}.{column}"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(%s, %s)", [sequence, number])


def _load_table(table: str, path: Path) -> int:
    if not path.exists():
        return 0
    columns = ", ".join(map(_quoted, _written_columns(table)))
    name = _quoted(table)
    sql = f"INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s::json)"  # noqa: S608  # as above
    count = 0
    with path.open(encoding="utf-8", newline="\n") as file, connection.cursor() as cursor:
        while lines := list(islice(file, _AT_ONCE)):
            cursor.execute(sql, [f"[{','.join(lines)}]"])
            count += len(lines)
    return count


def _written_columns(table: str) -> list[str]:
    """All columns but those that the database computes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        return [column for (column,) in cursor.fetchall()]


def holds_a_firm() -> bool:
    """Whether somebody can sign in to the database in use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('people_person')")
        if cursor.fetchone()[0] is None:
            return False
        cursor.execute("SELECT 1 FROM people_person LIMIT 1")
        return cursor.fetchone() is not None


def make_temporary_schema() -> None:
    """An empty schema beside the one in use."""
    drop_temporary_schema()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {TEMPORARY}")


def enter_temporary_schema() -> None:
    """Work there from now on, in this session. Raises NotApart."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path TO {TEMPORARY}")
    _stay_apart()


def _stay_apart() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    if schema != TEMPORARY:
        raise NotApart("the way to the database changes sessions in between; use its own address, not that of a pool")


def drop_temporary_schema() -> None:
    """Leave nothing behind."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {TEMPORARY} CASCADE")


def move_from_temporary_schema() -> None:
    """Put the tables of the temporary schema in the place of those in use, all in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (home,) = cursor.fetchone()
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = %s", [TEMPORARY])
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {home}.{table} CASCADE")
            cursor.execute(f"ALTER TABLE {TEMPORARY}.{table} SET SCHEMA {home}")
