"""Leads by program: noted, found, mended on the known version, converted with what they may buy."""

import pytest

from tests.cast import fresh
from tongxin.collab.access.models import Role
from tongxin.collab.journal.models import Entry
from tongxin.frontoffice.leads.actions import note_lead, save_rules
from tongxin.frontoffice.leads.actions.arranging import RuleDraft
from tongxin.frontoffice.leads.models import Lead
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.interfaces.rest.forms.leads import LeadShown
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db
KNOWN = {"company": "澄江水务", "name": "马志远", "phone": "13800138000", "about": "蝶阀 60 台"}


@pytest.mark.alike
def test_a_lead_is_noted_found_and_mended_on_the_known_version(world, api):
    source = api.get("/leads/sources").json["items"][0]
    made = api.post("/leads", {**KNOWN, "source": source["id"]})
    assert (made.status, made.json["state"], made.json["owner"]["id"]) == (201, "new", world.cast.seller.pk)
    assert set(made.json) == set(LeadShown.model_fields)
    address = f"/leads/{made.json['id']}"
    note_lead(by=world.cast.south, company="太湖泵站", owner=world.cast.south)
    condition = '{"v": 1, "and": [{"field": "company", "op": "contains", "value": "澄江"}]}'
    for asked in ("", "?state=new", f"?source={source['id']}", f"?owner={world.cast.seller.pk}", "?q=澄江", f"?filter={condition}"):  # fmt: skip
        assert [one["id"] for one in api.get(f"/leads{asked}").json["items"]] == [made.json["id"]], asked
    assert api.get("/leads?state=working").json["items"] == []
    assert api.patch(address, {"city": "江阴"}).status == 428
    changed = api.patch(address, {"city": "江阴", "source": None}, made.json["version"])
    assert (changed.status, changed.json["city"], changed.json["source"]) == (200, "江阴", None)
    entry = Entry.objects.get(name="lead.changed", subject_id=made.json["id"])
    assert entry.particulars["fields"] == ["city", "source"]
    late = api.patch(address, {"city": "苏州"}, made.json["version"])
    assert (late.status, late.json["current"]["city"]) == (412, "江阴")
    assert api.patch(address, {"name": "", "company": ""}, changed.json["version"]).wrong == {"name"}
    assert api.patch(address, {"source": 987654}, changed.json["version"]).wrong == {"source"}
    assert Lead.objects.get(pk=made.json["id"]).version == changed.json["version"]


@pytest.mark.alike
def test_a_lead_becomes_a_customer_and_only_who_sees_them_is_told(world, api):
    made = api.post("/leads", KNOWN).json
    address = f"/leads/{made['id']}"
    worth = {"amount": "32000.00", "currency": "CNY"}
    assert api.post(f"{address}/conversions", {"amount": worth}).wrong == {"opportunity"}
    assert api.post(f"{address}/conversions", {"into": world.foreign.pk}).wrong == {"into"}
    assert api.post(f"{address}/conversions", {}, If_Match="9").status == 412
    asked = {"opportunity": "蝶阀 60 台", "amount": worth, "close_on": "2026-12-31"}
    done = api.post(f"{address}/conversions", asked, If_Match="1").json
    told = (done["state"], done["party"]["name"], done["contact"]["name"], done["opportunity"]["name"])
    assert told == ("converted", "澄江水务", "马志远", "蝶阀 60 台")
    deal = Opportunity.objects.get(pk=done["opportunity"]["id"])
    assert (deal.amount, str(deal.expected_on)) == (3_200_000, "2026-12-31")
    assert api.post(f"{address}/conversions", {}).status == 422
    assert api.patch(address, {"city": "江阴"}, done["version"]).status == 422
    role = Role.objects.get(name="只看自己")
    Role.objects.filter(pk=role.pk).update(scopes={**role.scopes, "party": {"read": "none", "write": "none"}})
    still = program_of(fresh(world.cast.seller)).get(address).json
    assert (still["party"], still["contact"]) == (None, None)


def test_who_gives_a_lead_away_by_the_rules_is_still_told_what_was_noted(world, api):
    save_rules(by=world.cast.boss, rules=[RuleDraft(person=world.cast.south)])
    made = api.post("/leads", KNOWN)
    assert (made.status, made.json["owner"]["id"]) == (201, world.cast.south.pk)
    assert api.get(f"/leads/{made.json['id']}").status == 404


def test_a_lead_is_assigned_answered_dropped_and_taken_up_by_program(world, api):
    cast = world.cast
    made = api.post("/leads", KNOWN).json
    deeds = f"/leads/{made['id']}/deeds"
    assert api.post(deeds, {"deed": "answer", "text": ""}).wrong == {"text"}
    assert api.post(deeds, {"deed": "answer", "text": "迟了"}, If_Match="9").status == 412
    answered = api.post(deeds, {"deed": "answer", "text": "已回电，要样本", "kind": "call"}, If_Match="1").json
    assert (answered["state"], answered["responded_at"] is not None) == ("working", True)
    assert Entry.objects.get(name="lead.answered", subject_id=made["id"]).particulars["in_time"] is True
    assert api.post(deeds, {"deed": "drop"}).wrong == {"why"}
    dropped = api.post(deeds, {"deed": "drop", "why": "预算取消"}).json
    assert (dropped["state"], dropped["why_dropped"]) == ("dropped", "预算取消")
    assert api.post(deeds, {"deed": "answer", "text": "再问"}).status == 422
    assert api.post(deeds, {"deed": "reopen"}).json["state"] == "working"
    for nobody in (987654, cast.left.pk):
        assert api.post(deeds, {"deed": "assign", "owner": nobody}).wrong == {"owner"}
    given = api.post(deeds, {"deed": "assign", "owner": cast.south.pk})
    assert (given.status, given.json["owner"]["id"], api.get(f"/leads/{made['id']}").status) == (
        201,
        cast.south.pk,
        404,
    )
    assert api.post(deeds, {"deed": "answer", "text": "x"}).status == 404
