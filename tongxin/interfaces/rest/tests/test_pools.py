"""Pools and hand-overs by program."""

import pytest

from tongxin.directory.ownership.actions import carry_out
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import bring_in, save_claim_rule, save_pool
from tongxin.interfaces.rest.tests.asking import Caller, program_of, token_of
from tongxin.interfaces.rest.views.describing import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(world):
    cast = world.cast
    made = save_pool(by=cast.boss, name="华东公海", units=[cast.east], keepers=[cast.manager])
    save_claim_rule(by=cast.boss, pool=made, per_day=1, masks=["phones", "tier"])
    bring_in(by=cast.boss, pool=made, parties=[world.firm.pk])
    return made


def test_pools_are_listed_with_what_is_left(api, pool):
    one = api.get("/pools").json["items"][0]
    room = {"claims": 1, "hands": None, "looks": None}
    assert one == {"id": pool.pk, "name": "华东公海", "keeps": False, "room": room}
    assert api.get(f"/pools/{pool.pk}").json == one


def test_customers_are_shown_with_the_masks_of_the_pool(api, world, pool):
    shown = api.get(f"/pools/{pool.pk}/customers?q=恒润&city=苏州").json["items"][0]
    assert shown["party"] == {"id": world.firm.pk, "name": "苏州恒润精密机械有限公司"}
    assert shown["phones"] == ["138****8000"]
    assert "tier" not in shown
    assert len(api.get(f"/pools/{pool.pk}/customers?tier=B").json["items"]) == 1, "a masked fact can't be asked for"
    assert api.get(f"/pools/{pool.pk}/customers?sort=tier").status == 422
    assert api.get(f"/pools/{pool.pk}/customers?colour=red").status == 422
    assert api.get(f"/pools/{pool.pk}/customers?after=unsinn").status == 422


def test_one_claims_and_the_limit_holds(api, world, pool):
    made = api.post(f"/pools/{pool.pk}/claims", {"party": world.firm.pk})
    assert made.status == 201
    assert made.json["owner"]["name"] == "李薇"
    assert api.get(f"/parties/{world.firm.pk}").status == 200
    back = api.post(f"/pools/{pool.pk}/customers", {"parties": [world.firm.pk], "why": "领错了"})
    assert back.json == {"pool": pool.pk, "parties": [world.firm.pk]}
    assert api.post(f"/pools/{pool.pk}/customers", {"parties": [world.firm.pk], "why": "领错了"}).status == 422
    again = api.post(f"/pools/{pool.pk}/claims", {"party": world.firm.pk})
    assert again.status == 422
    assert Party.objects.get(pk=world.firm.pk).owner is None


def test_who_looks_after_the_pool_hands_out(api, world, pool):
    body = {"party": world.firm.pk, "owner": world.cast.colleague.pk}
    assert api.post(f"/pools/{pool.pk}/assignments", body).status == 403
    made = program_of(world.cast.manager).post(f"/pools/{pool.pk}/assignments", body)
    assert (made.status, made.json["owner"]["id"]) == (201, world.cast.colleague.pk)


def test_somebody_elses_pool_does_not_exist_and_a_pool_opens_nothing_else(world, api, pool):
    stranger = program_of(world.cast.south)
    assert stranger.get("/pools").json["items"] == []
    for path in ("", "/customers"):
        assert stranger.get(f"/pools/{pool.pk}{path}").status == 404
    for path, body in (
        ("claims", {"party": world.firm.pk}),
        ("assignments", {"party": world.firm.pk, "owner": world.cast.south.pk}),
        ("customers", {"parties": [world.foreign.pk], "why": "没有需求"}),
    ):
        assert stranger.post(f"/pools/{pool.pk}/{path}", body).status == 404
    assert api.post(f"/pools/{pool.pk}/claims", {"party": world.foreign.pk}).status == 404
    assert api.get(f"/parties/{world.firm.pk}").status == 404


def test_a_token_that_may_only_read_claims_nothing(world, pool):
    caller = Caller(token_of(world.cast.seller, scopes=("read",)))
    assert caller.get(f"/pools/{pool.pk}").status == 200
    assert caller.post(f"/pools/{pool.pk}/claims", {"party": world.firm.pk}).status == 403


def test_the_same_claim_sent_twice_is_one(api, world, pool):
    body = {"party": world.firm.pk}
    first, second = [api.post(f"/pools/{pool.pk}/claims", body, Idempotency_Key="k1") for _time in range(2)]
    assert (first.status, second.status, first.json) == (201, 201, second.json)


class Watching:
    id, done = 1, 0

    def progress(self, done, total=None, note=""): ...
    def within(self, **said): ...


def test_a_hand_over_has_an_account_and_a_way_back(world, api):
    cast = world.cast
    boss = program_of(cast.boss)
    made = boss.post(
        "/hand-overs", {"giver": cast.seller.pk, "taker": cast.manager.pk, "kinds": ["customers", "steps"]}
    )
    assert made.status == 201, made.json
    path = f"/hand-overs/{made.json['id']}"
    assert boss.get(path).json["done_at"] is None
    carry_out(hand_over=made.json["id"], job=Watching())
    account = {line["kind"]: line["moved"] for line in boss.get(path).json["account"]}
    assert account == {"customers": 2, "steps": 2}
    assert Party.objects.get(pk=world.firm.pk).owner == cast.manager
    assert program_of(cast.south).get(path).status == 404
    assert api.delete(path).status in (403, 404)
    assert boss.delete(path).status == 204
    assert Party.objects.get(pk=world.firm.pk).owner == cast.seller
    assert boss.get("/hand-overs").json["items"][0]["undone_at"]
    assert api.post("/hand-overs", {"giver": cast.manager.pk, "taker": cast.seller.pk}).status == 403


def test_the_document_knows_them():
    paths = document()["paths"]
    assert {"get", "post"} <= paths["/api/v1/pools/{pool_id}/customers"].keys()
    assert "post" in paths["/api/v1/pools/{pool_id}/claims"]
    assert {"get", "delete"} <= paths["/api/v1/hand-overs/{hand_over_id}"].keys()
