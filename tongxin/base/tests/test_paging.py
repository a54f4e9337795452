"""Walking through lists page by page."""

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.paging import BadCursor, page_of

START = datetime(2026, 3, 1, tzinfo=UTC)


class Visit(models.Model):
    """A row with columns that may be empty and many that are equal."""

    name = models.CharField(max_length=20)
    seen_at = models.DateTimeField(null=True)
    stars = models.IntegerField(null=True)

    class Meta:
        app_label = "base_paging_tests"
        managed = False
        db_table = "base_paging_visit"

    def __str__(self):
        return self.name


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE base_paging_visit"
            " (id bigint PRIMARY KEY, name varchar(20) NOT NULL, seen_at timestamp with time zone, stars integer)"
        )
        cursor.execute("CREATE INDEX base_paging_by_seen ON base_paging_visit (seen_at DESC, id DESC)")
        cursor.execute("CREATE INDEX base_paging_by_name ON base_paging_visit (name, id)")


def fill(rows):
    Visit.objects.all().delete()
    Visit.objects.bulk_create(
        Visit(
            id=number,
            name=name,
            seen_at=None if seen is None else START + timedelta(hours=seen, microseconds=seen),
            stars=stars,
        )
        for number, (name, seen, stars) in enumerate(rows, 1)
    )


def key_of(row, order):
    """Python's own idea of the order, empty values last."""
    parts = []
    for key in order:
        value = getattr(row, key.lstrip("-"))
        falls = key.startswith("-")
        if value is None:
            parts.append((1, 0))
        elif isinstance(value, str):
            parts.append((0, [-ord(sign) for sign in value] if falls else [ord(sign) for sign in value]))
        else:
            number = value.timestamp() if isinstance(value, datetime) else value
            parts.append((0, -number if falls else number))
    return parts


NAMES = st.sampled_from(["a", "b", "c"])
MAYBE = st.none() | st.integers(0, 3)
ORDERS = [
    ("id",),
    ("-id",),
    ("name", "id"),
    ("-name", "-id"),
    ("seen_at", "id"),
    ("-seen_at", "-id"),
    ("-seen_at", "id"),
    ("stars", "-seen_at", "id"),
    ("name", "-stars", "-id"),
    ("name", "stars", "seen_at", "id"),
]


@settings(max_examples=120)
@given(
    rows=st.lists(st.tuples(NAMES, MAYBE, MAYBE), max_size=14), order=st.sampled_from(ORDERS), size=st.integers(1, 5)
)
def test_walking_there_and_back_meets_every_row_once_and_in_order(table, rows, order, size):
    fill(rows)
    wanted = [row.pk for row in sorted(Visit.objects.all(), key=lambda row: key_of(row, order))]

    pages = [page_of(Visit.objects.all(), order=order, size=size)]
    while pages[-1].next:
        pages.append(page_of(Visit.objects.all(), order=order, size=size, cursor=pages[-1].next))
    there = [[row.pk for row in page.rows] for page in pages]
    assert [pk for page in there for pk in page] == wanted

    page, back = pages[-1], [there[-1]]
    while page.previous:
        page = page_of(Visit.objects.all(), order=order, size=size, cursor=page.previous)
        back.insert(0, [row.pk for row in page.rows])
    assert [pk for page in back for pk in page] == wanted
    assert all(len(page) == size for page in there[:-1])


def test_a_page_knows_whether_there_is_more(table):
    fill([("a", None, None)] * 3)
    first = page_of(Visit.objects.all(), order=("id",), size=2)
    assert first.previous is None
    last = page_of(Visit.objects.all(), order=("id",), size=2, cursor=first.next)
    assert last.next is None
    back = page_of(Visit.objects.all(), order=("id",), size=2, cursor=last.previous)
    assert ([row.pk for row in back.rows], back.previous) == ([1, 2], None)
    assert back.next == first.next


def test_a_cursor_of_another_order_is_refused(table):
    fill([("a", None, None)] * 3)
    cursor = page_of(Visit.objects.all(), order=("id",), size=2).next
    with pytest.raises(BadCursor):
        page_of(Visit.objects.all(), order=("-id",), size=2, cursor=cursor)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(values=st.lists(ANYTHING, max_size=4), order=st.sampled_from(ORDERS), backwards=ANYTHING)
def test_a_forged_cursor_does_no_harm(table, values, order, backwards):
    text = json.dumps([backwards, list(order), values]).encode()
    cursor = base64.urlsafe_b64encode(text).decode().rstrip("=")
    with suppress(BadCursor):
        page_of(Visit.objects.all(), order=order, size=2, cursor=cursor)


@settings(max_examples=100)
@given(cursor=st.text(min_size=1, max_size=60))
def test_any_text_as_a_cursor_does_no_harm(table, cursor):
    with pytest.raises(BadCursor):
        page_of(Visit.objects.all(), order=("id",), size=2, cursor=cursor)


@pytest.mark.parametrize(("order", "index"), [(("name", "id"), "by_name"), (("-seen_at", "-id"), "by_seen")])
def test_every_page_enters_the_index_and_sorts_nothing(table, order, index, django_assert_num_queries):
    fill([("b", 1, None)] * 40)
    cursor = page_of(Visit.objects.all(), order=order, size=10).next
    if connection.vendor == "postgresql":
        with connection.cursor() as c:
            c.execute("SET LOCAL enable_seqscan = off")
            c.execute("SET LOCAL enable_bitmapscan = off")
    with django_assert_num_queries(1) as captured:
        page_of(Visit.objects.all(), order=order, size=10, cursor=cursor)
    with connection.cursor() as c:
        c.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + captured[0]["sql"])
        plan = " ".join(str(column) for row in c.fetchall() for column in row)
    assert f"base_paging_{index}" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
    assert "SCAN" not in plan
    assert "SEARCH" in plan or "Index Cond" in plan
