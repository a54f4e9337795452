"""Approvals by program."""

import pytest

from tongxin.collab.approvals.models import HistoryEntry
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db


def test_asked_decided_and_read(api, world):
    manager = program_of(world.cast.manager)
    body = {"flow": "special_price", "title": "DN200", "subject": f"party:{world.firm.pk}",
            "facts": {"product": "DN200", "quantity": 120, "list_price": 5200, "price": "4180", "reason": "对手报价"}}  # fmt: skip
    made = api.post("/approvals", body)
    assert made.status == 201, made.json
    path = f"/approvals/{made.json['id']}"
    assert (made.json["state"], made.json["facts"]["price"], made.json["definition"]) == (
        "running",
        "4180",
        "special_price",
    )
    [step] = made.json["steps"]
    assert ([one["name"] for one in step["holders"]], step["decision"], step["rule"]) == (["周启明"], None, "all")
    assert api.get("/approvals?box=started").json["items"][0]["id"] == made.json["id"]
    assert [one["id"] for one in manager.get("/approvals?box=mine").json["items"]] == [made.json["id"]]

    assert api.post(f"{path}/decisions", {"deed": "agree"}).status == 403
    assert manager.post(f"{path}/decisions", {"deed": "refuse"}).status == 422, "a refusal says why"
    assert manager.post(f"{path}/decisions", {"deed": "agree", "colour": "red"}).wrong == {"colour"}
    assert manager.post(f"{path}/decisions", {"deed": "agree"}, If_Match='"7"').status == 422
    key = {"Idempotency_Key": "k1"}
    assert manager.post(f"{path}/decisions", {"deed": "agree"}, If_Match='"1"', **key).json["state"] == "running"
    again = manager.post(f"{path}/decisions", {"deed": "agree"}, If_Match='"1"', **key)
    assert (again.status, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert HistoryEntry.objects.filter(kind="agreed").count() == 1
    step = api.get(path).json["steps"][0]
    assert (step["decision"], step["by"]["name"], step["on_behalf_of"]) == ("agreed", "周启明", None)
    assert manager.post(f"{path}/decisions", {"deed": "take_back"}).status == 201
    transferred = manager.post(f"{path}/decisions", {"deed": "transfer", "to": world.cast.south.pk})
    assert transferred.status == 201
    assert manager.get(path).status == 404, "after the transfer it is closed"


def test_what_is_not_theirs_does_not_exist(api, world):
    made = api.post("/approvals", {"title": "甲"}).json
    south = program_of(world.cast.south)
    assert south.get(f"/approvals/{made['id']}").status == 404
    assert south.post(f"/approvals/{made['id']}/decisions", {"deed": "agree"}).status == 404
    assert south.get("/approvals").json["items"] == []
    assert api.post("/approvals", {"title": "甲", "subject": f"party:{world.foreign.pk}"}).status == 404
    assert api.post("/approvals", {"title": "甲", "flow": "none"}).wrong == {"flow"}
    assert api.post("/approvals", {"title": "甲", "facts": {"colour": "red"}}).wrong == {"colour"}
