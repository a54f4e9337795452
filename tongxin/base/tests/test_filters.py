"""The filter language: what it lets through means what it says, and it lets nothing else through."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, models
from django.http import QueryDict
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.filters import (
    BadFilter,
    BadValue,
    FilterField,
    Kept,
    SortField,
    TooLarge,
    UnknownField,
    UnknownOperator,
    chips,
    compile_filter,
    from_query,
    order_of,
    sentence,
    to_query,
)
from tongxin.base.filters.fields import UnfitPath

NOW = datetime(2026, 11, 18, 20, 30, tzinfo=UTC)  # in Shanghai it is already Thursday, 19 November
TODAY = date(2026, 11, 19)


class Mark(models.Model):
    """A row carries many marks."""

    word = models.CharField(max_length=5)

    class Meta:
        app_label = "base_filter_tests"
        managed = False
        db_table = "base_filter_mark"

    def __str__(self):
        return self.word


class Row(models.Model):
    """Something to filter."""

    city = models.CharField(max_length=20)
    stars = models.IntegerField(null=True)
    owner_id = models.IntegerField(null=True)
    due_on = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    marks = models.ManyToManyField(Mark, db_table="base_filter_marked")

    class Meta:
        app_label = "base_filter_tests"
        managed = False
        db_table = "base_filter_row"

    def __str__(self):
        return self.city


class Note(models.Model):
    """A row may have notes; they stand in a table that the row does not know."""

    row_id = models.IntegerField()
    text = models.CharField(max_length=20)
    stars = models.IntegerField()

    class Meta:
        app_label = "base_filter_tests"
        managed = False
        db_table = "base_filter_note"

    def __str__(self):
        return self.text


def nested(deep):
    """A filter of so many contraries."""
    data = {"field": "city", "value": "苏州"}
    for _ in range(deep):
        data = {"not": data}
    return {"v": 1, **data}


def related(deep):
    """A relation inside a relation, so many times."""
    data = None
    for at in reversed(range(deep)):
        data = {"field": "of" if at % 2 else "notes", "op": "has", "value": data}
    return {"v": 1, **data}


class Me:
    pk = 7


NOTES = Kept(rows=Note.objects.all, link="row_id")
OF = Kept(rows=Row.objects.all, link="pk", of="row_id")
ROW_FIELDS = [
    FilterField(key="city", label="City", path="city", kind="text"),
    FilterField(
        key="notes",
        label="notes",
        kind="related",
        kept=NOTES,
        parts=[FilterField(key="text", label="Text", path="text", kind="text")],
    ),
]
NOTE_FIELDS = [
    FilterField(key="text", label="Text", path="text", kind="text"),
    FilterField(key="stars", label="Stars of the note", path="stars", kind="number"),
    FilterField(key="of", label="row", kind="related", kept=OF, parts=ROW_FIELDS),
]
FIELDS = [
    FilterField(key="city", label="City", path="city", kind="text"),
    FilterField(key="tier", label="Tier", path="city", kind="choice", choices={"苏州": "Suzhou", "上海": "Shanghai"}),
    FilterField(key="stars", label="Stars", path="stars", kind="number"),
    FilterField(key="price", label="Price", path="stars", kind="money", minor_digits=2),
    FilterField(key="owner", label="Owner", path="owner_id", kind="person", named=lambda ids: {7: "李薇"}),
    FilterField(key="due", label="Due", path="due_on", kind="date"),
    FilterField(key="seen", label="Seen", path="seen_at", kind="datetime"),
    FilterField(key="mark", label="Mark", path="marks__word", kind="text", rows=Row),
    FilterField(key="said", label="Said", path="text", kind="text", kept=NOTES),
    FilterField(key="rare", label="Rare", path="text", kind="text", kept=replace(NOTES, is_rare=True)),
    FilterField(key="notes", label="notes", kind="related", kept=NOTES, parts=NOTE_FIELDS),
    FilterField(key="old", label="Old", path="stars", kind="bool", ops=("eq",)),
]


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE base_filter_row (id bigint PRIMARY KEY, city varchar(20) NOT NULL, stars integer,"
            " owner_id integer, due_on date, seen_at timestamp with time zone)"
        )
        cursor.execute("CREATE TABLE base_filter_mark (id bigint PRIMARY KEY, word varchar(5) NOT NULL)")
        cursor.execute("CREATE TABLE base_filter_marked (id bigint PRIMARY KEY, row_id bigint, mark_id bigint)")
        cursor.execute(
            "CREATE TABLE base_filter_note (id bigint PRIMARY KEY, row_id bigint NOT NULL, text varchar(20) NOT NULL,"
            " stars integer NOT NULL)"
        )


@pytest.fixture
def rows(table):
    midnight = datetime(2026, 11, 18, 16, tzinfo=UTC)  # Shanghai's
    Row.objects.bulk_create(
        [
            Row(id=1, city="苏州", stars=3, owner_id=7, due_on=TODAY, seen_at=midnight),
            Row(
                id=2,
                city="苏州工业园区",
                stars=5,
                owner_id=8,
                due_on=TODAY + timedelta(1),
                seen_at=midnight - timedelta(seconds=1),
            ),
            Row(id=3, city="上海", stars=None, owner_id=None, due_on=None, seen_at=None),
            Row(id=4, city="", stars=-2, owner_id=9, due_on=date(2026, 10, 31), seen_at=NOW),
        ]
    )
    notes = [(1, "安静", 3), (1, "热闹", 3), (3, "热闹", 5)]
    Note.objects.bulk_create(
        Note(id=at, row_id=of, text=text, stars=stars) for at, (of, text, stars) in enumerate(notes)
    )
    Mark.objects.bulk_create([Mark(id=1, word="a"), Mark(id=2, word="b")])
    marked = Row.marks.through
    marked.objects.bulk_create(
        marked(id=at, row_id=row, mark_id=mark) for at, (row, mark) in enumerate([(1, 1), (1, 2), (2, 1)])
    )


def which(data, **more):
    if "v" not in data:
        data = {"v": 1, "and": [data]}
    return [
        row.pk for row in Row.objects.filter(compile_filter(data, FIELDS, person=Me(), now=NOW, **more)).order_by("id")
    ]


@pytest.mark.parametrize(
    ("field", "op", "value", "ids"),
    [
        ("city", "eq", "苏州", [1]),
        ("city", "ne", "苏州", [2, 3, 4]),
        ("city", "in", ["苏州", "上海"], [1, 3]),
        ("city", "contains", "州工", [2]),
        ("city", "contains", "%", []),
        ("city", "starts", "苏", [1, 2]),
        ("city", "empty", None, [4]),
        ("city", "filled", None, [1, 2, 3]),
        ("tier", "eq", "上海", [3]),
        ("stars", "lt", 3, [4]),
        ("stars", "le", "3", [1, 4]),
        ("stars", "gt", 2.5, [1, 2]),
        ("stars", "lt", 3.5, [1, 4]),
        ("stars", "eq", 3.5, []),
        ("stars", "ge", 5, [2]),
        ("stars", "between", [-2, 3], [1, 4]),
        ("stars", "empty", None, [3]),
        ("stars", "ne", 3, [2, 3, 4]),
        ("price", "le", "0.03", [1, 4]),
        ("owner", "mine", None, [1]),
        ("owner", "my_team", None, [1, 2]),
        ("owner", "in", [8, "9"], [2, 4]),
        ("owner", "empty", None, [3]),
        ("due", "today", None, [1]),
        ("due", "eq", "2026-11-19", [1]),
        ("due", "tomorrow", None, [2]),
        ("due", "before_today", None, [4]),
        ("due", "after_today", None, [2]),
        ("due", "last_month", None, [4]),
        ("due", "this_quarter", None, [1, 2, 4]),
        ("due", "this_year", None, [1, 2, 4]),
        ("due", "last_year", None, []),
        ("due", "next_week", None, []),
        ("seen", "yesterday", None, [2]),
        ("due", "this_week", None, [1, 2]),
        ("due", "this_month", None, [1, 2]),
        ("due", "next_n_days", 1, [1, 2]),
        ("due", "last_n_days", 19, [1, 4]),
        ("due", "last_n_days", 18, [1]),
        ("due", "older_than_days", 18, [4]),
        ("due", "older_than_days", 19, []),
        ("due", "gt", "2026-11-19", [2]),
        ("due", "between", ["2026-10-31", "2026-11-19"], [1, 4]),
        ("due", "empty", None, [3]),
        ("seen", "today", None, [1, 4]),
        ("seen", "eq", "2026-11-18", [2]),
        ("seen", "lt", "2026-11-19", [2]),
        ("seen", "le", "2026-11-18", [2]),
        ("seen", "ge", "2026-11-19", [1, 4]),
        ("seen", "gt", "2026-11-18T16:00:00Z", [4]),
        ("seen", "eq", "2026-11-18T16:00:00Z", [1]),
        ("seen", "between", ["2026-11-18", "2026-11-18"], [2]),
        ("mark", "eq", "a", [1, 2]),
        ("mark", "in", ["a", "b"], [1, 2]),
        ("mark", "ne", "b", [2, 3, 4]),
        ("mark", "empty", None, [3, 4]),
        ("mark", "filled", None, [1, 2]),
        ("said", "eq", "安静", [1]),
        ("said", "ne", "安静", [2, 3, 4]),
        ("said", "empty", None, [2, 4]),
        ("said", "filled", None, [1, 3]),
        ("rare", "contains", "静", [1]),
        ("rare", "empty", None, [2, 4]),
        ("notes", "has", None, [1, 3]),
        ("notes", "has_no", None, [2, 4]),
        ("notes", "has", {"field": "text", "op": "contains", "value": "静"}, [1]),
        ("notes", "has_no", {"field": "text", "op": "contains", "value": "静"}, [2, 3, 4]),
        ("notes", "has", {"and": [{"field": "text", "value": "安静"}, {"field": "stars", "op": "ge", "value": 4}]}, []),
        (
            "notes",
            "has",
            {"or": [{"field": "text", "value": "安静"}, {"field": "stars", "op": "ge", "value": 4}]},
            [1, 3],
        ),
        ("notes", "has", {"field": "of", "op": "has", "value": {"field": "city", "value": "上海"}}, [3]),
    ],
)
def test_each_operator_means_what_it_says(rows, field, op, value, ids):
    test = {"field": field, "op": op} | ({} if value is None else {"value": value})
    assert which(test, team=lambda: [8]) == ids


def test_groups_and_contraries(rows):
    a, b = {"field": "city", "value": "苏州"}, {"field": "stars", "op": "ge", "value": 5}
    assert which({"or": [a, b]}) == [1, 2]
    assert which({"not": {"or": [a, b]}}) == [3, 4]
    assert which({"v": 1, "and": [a, b]}) == []
    assert which({"v": 1, "and": []}) == [1, 2, 3, 4]
    assert which({"v": 1, "or": []}) == []
    assert which({"v": 1, "not": a}) == [2, 3, 4]
    assert which({"v": 1, "field": "city", "op": "eq", "value": "苏州"}) == [1]


@pytest.mark.parametrize(
    ("data", "error", "place"),
    [
        ({"and": []}, BadFilter, "v"),
        ({"v": 2, "and": []}, BadFilter, "v"),
        ({"v": True, "and": []}, BadFilter, "v"),
        ([], BadFilter, "v"),
        ({"v": 1}, BadFilter, ""),
        ({"v": 1, "and": [], "or": []}, BadFilter, ""),
        ({"v": 1, "and": {}}, BadFilter, "and"),
        ({"v": 1, "and": [{"field": "city", "value": "x", "sql": "1"}]}, BadFilter, "and[0]"),
        ({"v": 1, "and": [{"field": "nope"}]}, UnknownField, "and[0].field"),
        ({"v": 1, "and": [{"field": "owner_id"}]}, UnknownField, "and[0].field"),
        ({"v": 1, "and": [{"field": ["city"]}]}, UnknownField, "and[0].field"),
        ({"v": 1, "or": [{"not": {"field": "city", "op": "regex", "value": "x"}}]}, UnknownOperator, "or[0].not.op"),
        ({"v": 1, "and": [{"field": "old", "op": "empty"}]}, UnknownOperator, "and[0].op"),
        ({"v": 1, "and": [{"field": "city", "op": "in", "value": ["a", 1]}]}, BadValue, "and[0].value[1]"),
        ({"v": 1, "and": [{"field": "city", "op": "empty", "value": "x"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "city", "value": "a\0"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "city", "value": "\ud800"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "tier", "value": "北京"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "stars", "value": True}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "stars", "value": 10**30}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "stars", "value": "1e999999999"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "stars", "op": "between", "value": [1]}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "owner", "value": 0}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "due", "value": "2026-02-30"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "due", "value": "0001-01-01"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "seen", "value": "2026-11-18T16:00:00"}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "due", "op": "last_n_days", "value": -1}]}, BadValue, "and[0].value"),
        ({"v": 1, "and": [{"field": "city", "value": "x" * 201}]}, TooLarge, "and[0].value"),
        ({"v": 1, "and": [{"field": "city", "op": "in", "value": ["x"] * 201}]}, TooLarge, "and[0].value"),
        ({"v": 1, "and": [{"field": "city", "value": "x"}] * 50}, TooLarge, "and[49]"),
        (nested(9), TooLarge, ".".join(["not"] * 8)),
        (nested(900), TooLarge, ".".join(["not"] * 8)),
        (
            {"v": 1, "field": "notes", "op": "has", "value": {"field": "tier", "value": "x"}},
            UnknownField,
            "value.field",
        ),
        ({"v": 1, "field": "notes", "op": "has", "value": "x"}, BadFilter, "value"),
        ({"v": 1, "field": "notes", "op": "eq", "value": "x"}, UnknownOperator, "op"),
        (related(3), TooLarge, "value.value.value"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(data, error, place):
    with pytest.raises(error) as caught:
        compile_filter(data, FIELDS, person=Me(), now=NOW)
    assert caught.value.place == place


def test_a_hidden_field_is_refused_exactly_as_an_unknown_one():
    def refusal(key, hidden):
        with pytest.raises(UnknownField) as caught:
            compile_filter({"v": 1, "and": [{"field": key, "value": 1}]}, FIELDS, person=Me(), now=NOW, hidden=hidden)
        return str(caught.value).replace(key, "…")

    assert refusal("stars", {"stars"}) == refusal("moons", {"stars"})
    with pytest.raises(UnknownField):
        sentence({"v": 1, "and": [{"field": "stars", "value": 1}]}, FIELDS, hidden={"stars"})


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["me", "2026-11-19", "苏州"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from([field.key for field in FIELDS]) | st.text(max_size=5)
OPS = (
    st.sampled_from(["eq", "ne", "in", "contains", "lt", "between", "empty", "last_n_days", "mine", "ge", "has", "x"])
    | ANYTHING
)
TESTS = st.fixed_dictionaries({"field": KEYS, "op": OPS}, optional={"value": ANYTHING})
NODES = st.recursive(
    TESTS | ANYTHING,
    lambda inner: (
        st.fixed_dictionaries({"and": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"or": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
        | st.fixed_dictionaries({"field": KEYS, "op": OPS, "value": inner})
    ),
    max_leaves=8,
)


@settings(max_examples=400)
@given(data=ANYTHING | NODES | st.lists(NODES, max_size=3).map(lambda parts: {"v": 1, "and": parts}))
def test_any_json_is_either_a_filter_or_refused(table, data):
    with suppress(BadFilter):
        list(Row.objects.filter(compile_filter(data, FIELDS, person=Me(), now=NOW)))
        sentence(data, FIELDS)
        chips(data, FIELDS)


NASTY = "x'); DROP TABLE base_filter_row; --"


@pytest.mark.parametrize("op", ["eq", "ne", "contains", "starts", "in"])
def test_no_text_reaches_the_statement(table, op):
    value = [NASTY] if op == "in" else NASTY
    condition = compile_filter(
        {"v": 1, "and": [{"field": "city", "op": op, "value": value}]}, FIELDS, person=Me(), now=NOW
    )
    sql, values = Row.objects.filter(condition).query.sql_with_params()
    assert "DROP" not in sql
    assert any("DROP" in str(one) for one in values)


def test_a_room_offers_no_long_paths():
    for path in ("a__b__c__d", "a b", "a__", ""):
        with pytest.raises(UnfitPath):
            FilterField(key="x", label="X", path=path, kind="text")


RELATED = {
    "v": 1,
    "field": "notes",
    "op": "has",
    "value": {"or": [{"field": "text", "op": "contains", "value": "静"}, {"field": "stars", "op": "gt", "value": 3}]},
}
DEEP = {
    "v": 1,
    "and": [
        {"field": "city", "op": "in", "value": ["苏州", "上海"]},
        {"or": [{"field": "tier", "value": "苏州"}, {"not": {"field": "owner", "value": 7}}]},
        {"field": "seen", "op": "older_than_days", "value": 30},
        {"field": "price", "op": "ge", "value": "1200.5"},
    ],
}


def test_a_filter_is_said_in_words():
    with translation.override("en"):
        assert sentence(DEEP, FIELDS) == (
            "City is one of 苏州, 上海 and (Tier is Suzhou or not (Owner is 李薇)) and Seen is more than 30 days ago"
            " and Price is at least 1,200.5"
        )
        assert sentence({"v": 1, "and": []}, FIELDS) == "everything"
        assert sentence({"v": 1, "field": "notes", "op": "has_no"}, FIELDS) == "has no notes"
        assert sentence(RELATED, FIELDS) == "has notes where (Text contains 静 or Stars of the note is above 3)"
        assert sentence({"v": 1, "field": "due", "op": "between", "value": ["2026-01-01", "2026-02-01"]}, FIELDS) == (
            "Due is from 2026-01-01 to 2026-02-01"
        )
    with translation.override("zh-hans"):
        assert sentence(RELATED, FIELDS) == "有notes满足：（Text含有静，或者Stars of the note高于 3）"
        assert sentence(DEEP, FIELDS) == (
            "City是苏州、上海之一，并且（Tier是Suzhou，或者不是（Owner是李薇）），并且Seen在 30 天以前，并且Price不低于 1,200.5"
        )


def test_chips_can_be_taken_away_one_by_one():
    found = chips(DEEP, FIELDS)
    assert len(found) == 4
    assert found[1].without["and"] == [DEEP["and"][0], *DEEP["and"][2:]]
    assert [len(chip.without["and"]) for chip in chips({"v": 1, "not": {"field": "city", "value": "x"}}, FIELDS)] == [0]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("city=苏州&page=2", [{"field": "city", "op": "eq", "value": "苏州"}]),
        ("city=苏州&city=上海", [{"field": "city", "op": "in", "value": ["苏州", "上海"]}]),
        ("owner=me&stars=3", [{"field": "stars", "op": "eq", "value": "3"}, {"field": "owner", "op": "mine"}]),
        ("city=", []),
    ],
)
def test_addresses_say_simple_filters_plainly(rows, query, parts):
    data = from_query(QueryDict(query), FIELDS)
    assert data == {"v": 1, "and": parts}
    assert from_query(QueryDict(encoded(to_query(data, FIELDS))), FIELDS) == data
    which(data)


def test_addresses_carry_other_filters_as_json(rows):
    query = to_query(DEEP, FIELDS)
    assert json.loads(query["filter"]) == DEEP
    data = from_query(QueryDict(encoded({**query, "city": "苏州"})), FIELDS)
    assert which(data) == which({"v": 1, "and": [{"field": "city", "value": "苏州"}, {"and": DEEP["and"]}]})


@pytest.mark.parametrize("text", ["{", "[]", '{"v": 2}', "[" * 5000, "x" * 9000, '{"v": true}'])
def test_a_broken_filter_in_an_address_is_refused(text):
    with pytest.raises(BadFilter):
        from_query(QueryDict(encoded({"filter": text})), FIELDS)


def encoded(values):
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


def test_lists_are_sorted_by_what_a_room_allows():
    fields = [SortField(key="name", label="Name", path="sort_key"), SortField(key="age", label="Age", path="id")]
    assert order_of("name", fields) == ("sort_key", "id")
    assert order_of("-name", fields) == ("-sort_key", "-id")
    assert order_of("-age", fields) == ("-id",)
    for wrong in ("sort_key", "", "--name", "name; drop"):
        with pytest.raises(UnknownField):
            order_of(wrong, fields)
    with pytest.raises(UnknownField):
        order_of("name", fields, hidden={"name"})


def test_days_are_days_of_the_reader(rows):
    with timezone.override("America/Los_Angeles"):
        assert which({"field": "seen", "op": "today"}) == [1, 2, 4]
