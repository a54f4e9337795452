"""Where a condition holds for many rows, the database is led along the order of the list."""

import pytest
from django.db import connection

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.filters import Steering, compile_filter
from tongxin.base.registries import fields_of
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party

NAMES, CONTACTS = ("sort_key", "id"), ("-contact_order", "-id")


def found(cast: Cast, part: object, order: tuple[str, ...]) -> tuple[list[str], str]:
    """The names that fit, and how the database is asked for them."""
    steer = Steering(Party.objects.customers(), order)
    data = {"v": 1, "and": [part]}
    condition = compile_filter(data, fields_of("party", cast.boss), person=cast.boss, now=now(), steer=steer)
    rows = Party.objects.customers().filter(condition).order_by("name")
    return [party.name for party in rows], str(rows.query)


@pytest.fixture(autouse=True)
def customers(cast: Cast) -> None:
    """Three in one tier, one in another."""
    for name, tier in (("a", "A"), ("b", "A"), ("c", "A"), ("d", "B")):
        create_party(by=cast.boss, name=name, tier=tier, city="苏州")


def test_few_rows_are_collected_by_their_index(cast: Cast) -> None:
    names, asked = found(cast, {"field": "tier", "value": "A"}, CONTACTS)
    assert names == ["a", "b", "c"]
    assert '+"parties_party"."tier"' not in asked


def test_many_rows_are_met_along_the_order(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongxin.base.filters.steering.FEW", 2)
    for part, wanted in (
        ({"field": "tier", "value": "A"}, ["a", "b", "c"]),
        ({"field": "tier", "op": "in", "value": ["A", "B"]}, ["a", "b", "c", "d"]),
        ({"field": "tier", "op": "ne", "value": "A"}, ["d"]),
        ({"field": "city", "value": "苏州市"}, ["a", "b", "c", "d"]),
    ):
        names, asked = found(cast, part, CONTACTS)
        assert names == wanted
        assert ('+"parties_party"."' in asked) == (connection.vendor == "sqlite"), part


def test_an_index_in_the_order_of_the_list_leads(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """One tier by name is one stretch of an index; what no index begins with is never turned."""
    monkeypatch.setattr("tongxin.base.filters.steering.FEW", 2)
    for part in ({"field": "tier", "value": "A"}, {"field": "source", "op": "in", "value": ["", "展会"]}):
        assert '+"parties_party"' not in found(cast, part, NAMES)[1]
