"""Approvals by program."""

from datetime import timedelta

import pytest

from tongxin.base.clock import now
from tongxin.collab.approvals.actions import answer
from tongxin.collab.approvals.models import HistoryEntry
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price
from tongxin.frontoffice.quotes.actions import ask_special_price, start_quote
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
    stale = manager.post(f"{path}/decisions", {"deed": "agree"}, If_Match='"7"')
    assert (stale.status, stale.json["current"]["id"]) == (412, made.json["id"])
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


def test_the_quote_is_read_for_the_case_only_while_it_is_in_hand(client, world):
    cast, until = world.cast, now().date() + timedelta(days=30)
    valve = add_product(by=cast.boss, code="CV-9", name="调节阀", cost="2000")
    set_price(by=cast.boss, price_list=save_price_list(by=cast.boss, name="目录"), product=valve, price="5200")
    lines = [{"product": valve, "quantity": 120}, {"text": "现场调试", "price": "800"}]
    quote = start_quote(by=cast.seller, party=world.firm, lines=lines, terms="款到发货")
    special, approval = ask_special_price(
        by=cast.seller, party=world.firm, product=valve, price="4700", quantity=120, until_on=until, reason="volume",
        why="量大", line=quote.lines.get(product=valve),
    )  # fmt: skip
    south, page = program_of(cast.south), f"/approvals/{approval.pk}/"
    client.force_login(cast.south)

    def closed() -> bool:
        pages = [f"/quotes/{quote.pk}/", f"/quotes/{quote.pk}/sheet/", f"/quotes/{quote.pk}/pdf/"]
        pages += [f"/special-prices/{special.pk}/", world.firm.get_absolute_url()]
        mine = [client.get(one).status_code for one in pages] + [south.get(f"/quotes/{quote.pk}").status]
        return set(mine) == {404}

    def of_the_case() -> list[int]:
        return [client.get(one).status_code for one in (page, f"{page}sheet/")] + [
            south.get(f"/approvals/{approval.pk}").status
        ]

    assert (closed(), of_the_case()) == (True, [404, 404, 404])
    answer(by=cast.manager, approval=approval, deed="transfer", people=[cast.south])
    shown = client.get(page).content.decode()
    assert [one for one in ("现场调试", "款到发货") if one not in shown] == [], "the whole quote is read with the case"
    assert (closed(), of_the_case()) == (True, [200, 200, 200])
    answer(by=cast.south, approval=approval, deed="transfer", people=[cast.boss])
    assert (closed(), of_the_case()) == (True, [404, 404, 404])
    assert "现场调试" not in client.get("/approvals/?box=decided").content.decode()
    client.force_login(cast.seller)
    assert "所在的报价" not in client.get(page).content.decode(), (
        "it is for who decides; the others open it where it stands"
    )
