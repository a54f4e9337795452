"""Opportunities by program."""

import pytest

from tongxin.base.clock import now
from tongxin.collab.access.models import Role
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Stage
from tongxin.interfaces.rest.forms.answers_of_deals import Opportunity as Shown
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_an_opportunity_is_added_moved_and_won(api, world):
    body = {
        "name": "2 号线阀门改造", "party": world.firm.pk, "amount": {"amount": "686000.00", "currency": "CNY"},
        "close_on": "2027-01-31", "external_id": "M-1", "next_step": "送样", "next_on": "2026-12-01",
    }  # fmt: skip
    made = api.post("/opportunities", body)
    assert made.status == 201, made.json
    told = made.json
    assert set(told) == set(Shown.model_fields)
    assert (told["amount"], told["next_step"], told["probability"]) == (body["amount"], "送样", 10)
    path = f"/opportunities/{told['id']}"
    assert [one["id"] for one in api.get("/opportunities?external_id=M-1").json["items"]] == [told["id"]]
    stage = Stage.objects.get(key="project.terms")
    assert api.patch(path, {"stage": stage.pk}).status == 428
    moved = api.patch(path, {"stage": stage.pk}, If_Match=f'"{told["version"]}"')
    assert (moved.status, moved.json["stage"]["id"], moved.json["probability"]) == (200, stage.pk, 70)
    assert api.patch(path, {"source": "展会"}, If_Match='"1"').status == 412
    won = api.post(f"{path}/endings", {"state": "won", "amount": {"amount": "650000", "currency": "CNY"}})
    assert (won.status, won.json["state"], won.json["amount"]["amount"]) == (201, "won", "650000.00")
    assert api.get("/opportunities").json["items"] == []
    counted = api.get(f"/opportunities/won?year={now().year}&by=month").json["items"]
    assert [(one["owner"]["id"], one["count"], one["amount"]["amount"]) for one in counted] == [
        (world.cast.seller.pk, 1, "650000.00")
    ]
    assert {one["count"] for one in api.get("/opportunities/totals").json["items"]} == {0}
    assert api.post(f"{path}/endings", {"state": "won"}).status == 403
    assert api.post(f"{path}/endings", {"state": "open"}).json["state"] == "open"
    again = api.post(f"{path}/endings", {"state": "lost", "reason": LostReason.objects.get(key="lost.price").pk})
    assert (again.status, again.json["errors"][0]["field"]) == (422, "competitor")


def test_what_is_wrong_is_said_by_name(api, world):
    for body, field in (
        ({"name": "x", "amount": {"amount": "-1", "currency": "CNY"}}, "amount"),
        ({"name": "x", "amount": {"amount": "1.005", "currency": "CNY"}}, "amount"),
        ({"name": "x", "probability": 101}, "probability"),
        ({"name": "x", "stage": 987654321}, "stage"),
        ({"name": "x", "colour": "red"}, "colour"),
        ({"name": " "}, "name"),
    ):
        refused = api.post("/opportunities", body)
        assert (refused.status, refused.json["errors"][0]["field"].split(".")[0]) == (422, field), refused.json
    assert Opportunity.objects.count() == 0


def test_what_is_not_in_sight_does_not_exist(api, world):
    number = api.post("/opportunities", {"name": "x", "party": world.firm.pk}).json["id"]
    other = program_of(world.cast.south)
    assert other.get(f"/opportunities/{number}").status == 404
    assert other.get("/opportunities").json["items"] == []
    assert other.post("/opportunities", {"name": "x", "party": world.firm.pk}).status == 422


def test_competitors_are_read_and_written_as_a_list(api, world):
    theirs = {"amount": "8000.00", "currency": "CNY"}
    made = api.post(
        "/opportunities", {"name": "球阀", "competitors": [{"name": "凯阀", "price": theirs, "standing": "ahead"}]}
    )
    assert (made.status, made.json["competitor"]) == (201, "凯阀"), made.json
    path = f"/opportunities/{made.json['id']}"

    def change(**body):
        return api.patch(path, body, If_Match=f'"{api.get(path).json["version"]}"')

    more = change(competitors=[{"name": "凯阀", "weaknesses": "交期长"}, {"name": "远大"}]).json
    assert [(one["name"], one["price"], one["standing"], one["weaknesses"]) for one in more["competitors"]] == [
        ("凯阀", theirs, "ahead", "交期长"),
        ("远大", None, "", ""),
    ]
    assert change(competitor="远大,苏阀").json["competitor"] == "远大、苏阀"
    for wrong in (
        {"competitor": "凯阀", "competitors": []},
        {"competitors": [{"name": "凯阀", "price": {"amount": "1", "currency": "USD"}}]},
        {"competitors": [{"name": "甲、乙"}]},
    ):
        refused = change(**wrong)
        assert (refused.status, refused.json["errors"][0]["field"].split(".")[0][:10]) == (422, "competitor"), (
            refused.json
        )
    assert [one["id"] for one in api.get("/opportunities?competitor=苏阀").json["items"]] == [made.json["id"]]
    assert api.get("/opportunities?competitor=凯阀").json["items"] == []
    price = LostReason.objects.get(key="lost.price").pk
    body = {"state": "lost", "reason": price, "competitor": "苏阀", "competitor_price": theirs}
    lost = api.post(f"{path}/endings", body).json
    assert [(one["name"], one["price"], one["standing"]) for one in lost["competitors"]][1] == ("苏阀", theirs, "won")
    assert len(api.get("/opportunities?lost_to=苏阀&state=lost").json["items"]) == 1
    Role.objects.update(fields={"opportunity": {"competitor_price": "hidden"}})
    assert "price" not in api.get(path).json["competitors"][1]
    Role.objects.update(fields={"opportunity": {"competitor": "hidden"}})
    assert not {"competitor", "competitors"} & set(api.get(path).json)
    assert api.get("/opportunities?lost_to=苏阀&state=lost").status == 422
