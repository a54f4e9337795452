"""Contracts by program: decided on, sealed, signed, followed by milestones, amended, renewed, ended."""

import pytest
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.approvals.actions import answer
from tongxin.collab.approvals.models import Approval
from tongxin.frontoffice.contracts.models import Contract
from tongxin.interfaces.rest.forms.contracts import ContractShown
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def decided(world, number, kind):
    for who in (world.cast.manager, world.cast.boss):
        approval = Approval.objects.filter(kind=kind, subject_id=number).latest("pk")
        if approval.status == "running" and approval.holders.open().filter(person=who).exists():
            answer(by=who, approval=approval, deed="agree")


@pytest.mark.alike
def test_a_contract_goes_its_whole_way_by_program(world, api):
    today, boss = timezone.localdate(now()).isoformat(), program_of(world.cast.boss)
    line = {"text": "备件", "quantity": "2", "price": {"amount": "5", "currency": "CNY"}}
    asked = {"party": world.firm.pk, "title": "年度供货", "begins_on": today, "lines": [line]}
    number = api.post("/contracts", asked).json["id"]
    deeds = f"/contracts/{number}/deeds"
    planned = api.post(deeds, {"deed": "plan", "name": "到货", "on": today, "share": "30"})
    assert (planned.status, planned.json["milestones"][0]["share"], set(planned.json)) == (
        201,
        "30",
        set(ContractShown.model_fields),
    )
    assert api.post(deeds, {"deed": "plan", "name": "到货", "on": today, "share": "90"}).wrong == {"worth"}
    assert api.post(deeds, {"deed": "ask", "why": "客户催"}, If_Match="1").status == 412
    version = str(planned.json["version"])
    assert api.post(deeds, {"deed": "ask", "why": "客户催"}, If_Match=version).json["state"] == "asked"
    assert boss.post(deeds, {"deed": "seal", "copies": 2}).status == 422, "nobody agreed yet"
    decided(world, number, "contract")
    assert api.post(deeds, {"deed": "seal", "copies": 2}).status == 403, "they don't keep the seal"
    assert boss.post(deeds, {"deed": "seal", "copies": 2}).json["copies"] == 2
    assert api.post(deeds, {"deed": "sign", "on": "2199-01-01"}).wrong == {"signed_on"}
    held = api.post(deeds, {"deed": "sign", "on": today}).json
    milestone, own_line = held["milestones"][0]["id"], held["lines"][0]["id"]
    assert held["state"] == "in_force"
    assert api.post(deeds, {"deed": "reach", "milestone": milestone}).json["milestones"][0]["done_on"] == today
    assert api.post(deeds, {"deed": "reach", "milestone": 987654}).wrong == {"milestone"}
    assert api.post(deeds, {"deed": "amend", "why": "加量", "quantities": {"987654": "3"}}).wrong == {"quantities"}
    assert api.post(deeds, {"deed": "amend", "why": "加量", "quantities": {str(own_line): "3"}}).json["revision"] == 1
    decided(world, number, "contract_amendment")
    now_told = api.get(f"/contracts/{number}").json
    assert (now_told["revision"], now_told["amount"]["amount"], now_told["lines"][0]["quantity"]) == (2, "15.00", "3")
    assert api.post(deeds, {"deed": "renew"}).json["followed_by"]["name"].startswith("HT-")
    assert api.post(deeds, {"deed": "renew_as_opportunity"}).json["renewal"]["name"].endswith("年度供货")
    assert api.post(deeds, {"deed": "terminate", "why": ""}).wrong == {"reason"}
    assert api.post(deeds, {"deed": "terminate", "why": "停产"}).json["state"] == "terminated"
    assert program_of(world.cast.south).post(deeds, {"deed": "renew"}).status == 404
    assert Contract.objects.get(pk=number).why_ended == "停产"
