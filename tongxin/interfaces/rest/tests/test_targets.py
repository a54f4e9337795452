"""Targets by program: set by who leads, read with what was reached, in scope."""

import pytest

from tests.cast import fresh
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.frontoffice.pipeline.actions import open_opportunity, win_opportunity
from tongxin.frontoffice.targets.models import Target
from tongxin.interfaces.rest.forms.targets import TargetShown
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db
YEAR = {"begins_on": "2026-01-01", "period": "year"}


@pytest.mark.alike
def test_targets_are_set_read_and_taken_away(world, api):
    cast, boss = world.cast, program_of(world.cast.boss)
    wanted = [
        {**YEAR, "person": cast.seller.pk, "value": "1200000"},
        {**YEAR, "unit": cast.south_region.pk, "value": "5"},
    ]
    made = boss.post("/targets", {"measure": "won", "targets": wanted})
    assert (made.status, len(made.json["items"])) == (201, 2)
    assert set(made.json["items"][0]) == set(TargetShown.model_fields)
    mine = api.get("/targets").json["items"]
    assert [(one["value"], one["currency"], one["person"]["id"]) for one in mine] == [
        ("1200000.00", "CNY", cast.seller.pk)
    ]
    address = f"/targets/{mine[0]['id']}"
    assert api.get(address).json == mine[0] == made.json["items"][0]
    found = [boss.get(f"/targets?{asked}").json["items"] for asked in (f"unit={cast.south_region.pk}", f"person={cast.seller.pk}", "year=2026", "year=2025", "measure=visits", "product=x")]  # fmt: skip
    assert [len(items) for items in found] == [1, 1, 2, 0, 0, 0]
    assert Entry.objects.filter(name="targets.set").latest("id").particulars["count"] == 2
    assert boss.post("/targets", {"targets": [{**wanted[0], "value": None}]}).json["items"] == []
    assert [api.get(address).status, boss.get("/targets").json["items"][0]["value"]] == [404, "5.00"]


def test_what_was_reached_is_told_with_the_target(world):
    cast, boss = world.cast, program_of(world.cast.boss)
    deal = win_opportunity(by=cast.seller, opportunity=open_opportunity(by=cast.seller, name="球阀", amount="60万"))
    target = {"begins_on": f"{deal.closed_on.year}-01-01", "period": "year", "unit": cast.east.pk, "value": "1200000"}
    made = boss.post("/targets", {"targets": [target]}).json["items"][0]
    assert (made["done"], made["percent"], made["unit"]["id"]) == ("600000.00", 50, cast.east.pk)


def test_only_who_leads_sets_and_nothing_is_told_of_hidden_amounts(world, api):
    cast, manager = world.cast, program_of(world.cast.manager)
    own = {**YEAR, "person": cast.seller.pk, "value": "9"}
    assert api.post("/targets", {"targets": [own]}).status == 403
    for other in ({**own, "person": None, "unit": cast.south_region.pk}, {**own, "unit": cast.east.pk}, {**own, "begins_on": "2026-02-01"}, {**own, "person": None}):  # fmt: skip
        assert manager.post("/targets", {"targets": [own, other]}).wrong == {"targets"}, other
    assert manager.post("/targets", {"targets": [own, {**own, "person": cast.south.pk}]}).status == 403
    assert manager.post("/targets", {"measure": "nothing", "targets": [own]}).wrong == {"measure"}
    assert not Target.objects.filter(value=900).exists()
    assert manager.post("/targets", {"targets": [own]}).status == 201
    number = api.get("/targets?measure=won").json["items"][0]["id"]
    Role.objects.update(fields={"opportunity": {"amount": "hidden"}})
    blind = program_of(fresh(cast.seller))
    assert (blind.get("/targets?measure=won").json["items"], blind.get(f"/targets/{number}").status) == ([], 404)
    assert program_of(fresh(cast.manager)).post("/targets", {"targets": [own]}).wrong == {"measure"}


def test_a_target_is_changed_on_the_known_version_alone(world, api):
    cast, boss = world.cast, program_of(world.cast.boss)
    made = boss.post("/targets", {"targets": [{**YEAR, "person": cast.seller.pk, "value": "9"}]}).json["items"][0]
    address = f"/targets/{made['id']}"
    assert (made["version"], boss.patch(address, {"value": "10"}).status) == (1, 428)
    assert boss.patch(address, {"value": "10"}, 1).json["items"][0]["value"] == "10.00"
    late = boss.patch(address, {"value": "11"}, 1)
    assert (late.status, late.json["current"]["value"], late.json["current"]["version"]) == (412, "10.00", 2)
    assert api.patch(address, {"value": "1"}, 2).status == 403
    assert boss.patch(address, {"value": None}, 2).json["items"] == []
    assert (boss.get(address).status, Target.objects.filter(pk=made["id"]).exists()) == (404, False)
