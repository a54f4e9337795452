"""What the tests of this room look at: everything that is stored."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from tongxin.base.database.tracing import text_of


def everything_stored(without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every row of every table that a model has, as text, with where it stands; and the words of the search index."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in without:
            continue
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                yield f"{table}:{row.pk}:{field.column}", text_of(getattr(row, field.attname))
    yield from words_indexed()


def words_indexed() -> Iterator[tuple[str, str]]:
    """The words by which records are found, as the database keeps them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT shelf, record, words::text FROM search_index")
            yield from ((f"search_index:{shelf}:{record}", words) for shelf, record, words in cursor.fetchall())
            return
        cursor.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'search_index', 'row')")
        cursor.execute("SELECT term FROM temp.indexed")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE temp.indexed")
    yield from (("search_index", term) for (term,) in found)
