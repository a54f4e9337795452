"""Finding people by a few characters."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import fresh
from tongxin.base.tokens import query_terms
from tongxin.collab.access.models import Assignment
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_built, index_documents, rebuild, remove_documents
from tongxin.collab.search.models import STAGES, Found, engine, question
from tongxin.collab.search.queries import matching, search, search_groups
from tongxin.collab.search.tests.conftest import KIND, documents

SHELF = 35


@pytest.fixture
def found(colleagues, people):
    """What the administrator finds, best first."""
    index_documents(KIND, [person.pk for person in people.values()])
    return lambda q, **more: [hit.title for hit in search(colleagues.boss, q, **more)]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("阳", ["欧阳修远"]),
        ("阳修", ["欧阳修远"]),
        ("欧阳修远", ["欧阳修远"]),
        ("三丰", ["张三丰"]),
        ("zhangsf", []),
        ("zsf", ["张三丰"]),
        ("sanfeng", ["张三丰"]),
        ("oy", ["欧阳修远"]),
        ("ouyang", ["欧阳修远"]),
        ("zhang heng", ["张恒"]),
        ("müll", ["Anna Müller"]),
        ("anna", ["Anna Müller"]),
        ("1006", ["王小二"]),
        ("13800001001", ["张三丰"]),
        ("p1003@firm", ["李恒信"]),
        ("張恒", ["张恒"]),
        ("𠮷", ["𠮷野健"]),
        ("张 1002", ["张恒"]),
        ("张 李", []),
        ("、", []),
        ("", []),
        ("\"' OR * NEAR( \\ : -", []),
    ],
)
def test_a_few_characters_find_the_right_people(found, q, names):
    assert found(q) == names


def test_beginnings_stand_before_the_middle_of_names(found):
    assert found("恒")[0] == "恒大伟"
    assert set(found("恒")[1:]) == {"张恒", "李恒信"}
    assert len(found("恒", limit=2)) == 2


def test_only_what_one_may_see_is_found(colleagues, people, found):
    assert found("zsf")
    for nobody in (colleagues.seller, colleagues.stranger, colleagues.left, AnonymousUser(), None):
        assert search(nobody, "张三丰") == []
        assert search_groups(nobody, "张三丰") == []
    assert [hit.title for hit in search(people["张三丰"], "张")] == ["张三丰"]


def test_one_visible_record_is_found_behind_thousands_of_hidden_ones(colleagues, people):
    last = people["𠮷野健"]
    Person.objects.bulk_create(
        Person(name=f"恒星{at}", sort_key="h", email=f"many{at}@hengxin.example") for at in range(1200)
    )
    rebuild(KIND)
    Person.objects.filter(pk=last.pk).update(name="恒星")
    index_documents(KIND, [last.pk])
    me = Person.objects.create(name="恒星人", sort_key="h", email="me@hengxin.example")
    index_documents(KIND, [me.pk])
    assert [hit.id for hit in search(me, "恒星")] == [me.pk]
    assert len(search(colleagues.boss, "恒星")) == 20


def test_the_index_follows_the_records(colleagues, people, found):
    person = people["张三丰"]
    Person.objects.filter(pk=person.pk).update(name="赵四海")
    index_documents(KIND, [person.pk])
    assert (found("三丰"), found("四海")) == ([], ["赵四海"])
    remove_documents(KIND, [person.pk])
    assert found("四海") == []
    index_built(KIND, documents([person.pk]))
    assert found("四海") == ["赵四海"]
    Person.objects.filter(pk=person.pk).update(deactivated_at="2026-01-01T00:00Z")
    index_documents(KIND, [person.pk])
    assert found("四海") == []


def test_all_of_a_kind_can_be_indexed_anew(colleagues, people):
    assert search(colleagues.boss, "张三丰") == []
    remove_documents(KIND, [])
    assert rebuild(KIND) == Person.objects.active().count()
    assert rebuild(KIND) == Person.objects.active().count()
    assert [hit.title for hit in search(colleagues.boss, "张三丰")] == ["张三丰"]


def test_a_hidden_field_finds_nothing(colleagues, people, found):
    assert found("1006") == ["王小二"]
    role = Assignment.objects.get(person=colleagues.boss).role
    role.scopes = {**role.scopes, KIND: {"read": "all"}}
    role.fields = {KIND: {"phone": "hidden"}}
    role.save()
    boss = fresh(colleagues.boss)
    assert search(boss, "1006") == []
    assert not Person.objects.filter(matching(boss, KIND, "1006")).exists()
    assert [hit.title for hit in search(boss, "王小二")] == ["王小二"]


def test_a_list_keeps_its_order(colleagues, people, found):
    rows = Person.objects.order_by("-sort_key")
    assert [p.name for p in rows.filter(matching(colleagues.boss, KIND, "恒"))] == ["恒大伟", "李恒信", "张恒"]
    assert rows.filter(matching(colleagues.boss, KIND, "")).count() == rows.count()
    assert not rows.filter(matching(colleagues.boss, KIND, "、")).exists()
    reached = Assignment.objects.filter(matching(colleagues.boss, KIND, "恒", record="person_id"))
    assert not reached.exists()


@pytest.mark.parametrize("way", ["fetch", "walk", "ask"])
@pytest.mark.parametrize("q", ["恒", "zsf", "张 1002", "p100", "firm", "没有"])
def test_every_way_through_a_list_meets_the_same_rows(colleagues, people, found, way, q):
    asked = question(SHELF, query_terms(q), STAGES)
    rows = Person.objects.filter(Found("pk", SHELF, asked, way)).order_by("sort_key", "id")
    assert [p.pk for p in rows] == sorted(engine().first(SHELF, asked, 100))


def test_another_kind_with_the_same_words_is_not_met(colleagues, people, found):
    words = [word for term in question(SHELF, query_terms("张三丰"), STAGES) for ws in term for word in ws]
    engine().put(34, [(people["王小二"].pk, " ".join("y" + word.text[1:] for word in words))])
    assert found("张三丰") == ["张三丰"]


@settings(max_examples=150)
@given(data=st.data())
def test_any_one_to_four_characters_of_a_name_find_it(colleagues, people, found, data):
    name = data.draw(st.sampled_from([name for name in people if not name.isascii() and name[0] != "A"]))
    start = data.draw(st.integers(0, len(name) - 1))
    assert name in found(name[start : start + data.draw(st.integers(1, 4))])


@settings(max_examples=150)
@given(q=st.text(max_size=30))
def test_whatever_is_typed_does_no_harm(colleagues, found, q):
    found(q)
    list(Person.objects.filter(matching(colleagues.boss, KIND, q)))


def test_a_search_takes_few_queries(colleagues, people, found, django_assert_max_num_queries):
    search(colleagues.boss, "恒")
    with django_assert_max_num_queries(6):
        search(colleagues.boss, "恒", kinds=[KIND])


@pytest.mark.parametrize(("q", "more"), [("没有这样的词", 0), ("张三丰", 6), ("王", 6), ("没有 词", 0)])
def test_kinds_without_an_answer_are_asked_together(colleagues, people, found, q, more):
    """There are eight kinds and more: one by one they would be asked at three stages each."""
    found(q)
    with CaptureQueriesContext(connection) as queries:
        names = found(q)
    assert len(queries) <= 1 + more
    assert names == [hit.title for hit in search(colleagues.boss, q, kinds=[KIND])]
