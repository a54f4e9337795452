"""Rooms say what lists can be asked for, anew for each reader."""

import pytest

from tongxin.base.filters import FilterField, SortField
from tongxin.base.registries import Criteria, ListColumn, columns_of, fields_of, orders_of
from tongxin.base.registries import criteria as registry


def field(key, label="x"):
    return FilterField(key=key, label=label, path="city", kind="text")


@pytest.fixture
def criteria(monkeypatch):
    monkeypatch.setattr(registry, "_entries", {})
    return registry


def test_rooms_are_asked_in_order_and_for_each_person_again(criteria):
    made = ["a"]
    criteria.register(
        "late",
        Criteria(subject="party", label="Late", order=90, fields=lambda person: [field(key, "late") for key in made]),
    )
    criteria.register(
        "early",
        Criteria(subject="party", label="Early", fields=lambda person: [field("secret")] if person == "boss" else []),
    )
    criteria.register("other", Criteria(subject="task", label="Other", fields=lambda person: [field("task")]))
    assert [one.key for one in fields_of("party", "boss")] == ["secret", "a"]
    assert [one.key for one in fields_of("party", "clerk")] == ["a"]
    made += ["b", "secret"]
    assert [(one.key, one.label) for one in fields_of("party", "boss")] == [
        ("secret", "x"),
        ("a", "late"),
        ("b", "late"),
    ]


def test_orders_and_columns_come_the_same_way(criteria):
    criteria.register(
        "room",
        Criteria(
            subject="party",
            label="Room",
            orders=lambda person: [SortField(key="tier", label="Tier", path="tier")],
            columns=lambda person: [ListColumn(key="tier", label="Tier", cells=lambda ids: dict.fromkeys(ids, "A"))],
        ),
    )
    assert [one.key for one in orders_of("party", "boss")] == ["tier"]
    assert [one.cells([1, 2]) for one in columns_of("party", "boss")] == [{1: "A", 2: "A"}]
    assert fields_of("party", "boss") == []
    assert "room" in criteria
