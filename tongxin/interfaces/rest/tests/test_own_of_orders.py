"""What is particular about fields of the firm on orders: forms, rights, files, and orders like earlier ones."""

from datetime import date

import pytest

from tests.cast import fresh
from tongxin.base.registries import Choices, import_targets
from tongxin.collab.access.models import Role
from tongxin.collab.fields.models import CustomField, FieldValue, OwnValues
from tongxin.collab.search.queries import matching
from tongxin.frontoffice.orders.actions import cancel_order, confirm_order, repeat_order, start_order
from tongxin.frontoffice.orders.actions.checks import FieldLocked
from tongxin.frontoffice.orders.actions.importing import check, draft, undo, write
from tongxin.frontoffice.orders.models import Order
from tongxin.interfaces.rest.tests.asking import program_of
from tongxin.interfaces.rest.tests.test_own_beside import client_of, define

LINE = {"text": "阀门", "quantity": 2, "price": "10"}


def order_of(world, **more):
    return start_order(by=world.cast.seller, party=world.firm, lines=[LINE], wanted_on=date(2099, 1, 1), **more)


def said(number):
    found = OwnValues.objects.filter(kind="order", record_id=number).first()
    return found.custom if found else {}


def test_the_form_asks_for_what_is_needed_and_keeps_what_was_typed(world):
    needed = define(world, "order", "开票", "choice", choices=["专票", "普票"], is_required=True).key
    many = define(world, "order", "箱数", "number", on_form=True).key
    client, sent = client_of(world.cast.seller), {"customer": world.firm.name, "title": "二期"}
    for wrong, named in (
        ({}, needed),
        ({needed: "别的"}, needed),
        ({needed: said_of(needed, "专票"), many: "三箱"}, many),
    ):
        refused = client.post("/orders/new/", {**sent, **wrong})
        page = refused.content.decode()
        assert (refused.status_code, f'name="{named}"' in page, 'value="二期"' in page) == (422, True, True), wrong
    assert 'value="三箱"' in page
    assert not Order.objects.exists()
    assert client.post("/orders/new/", {**sent, needed: said_of(needed, "专票"), many: "3"}).status_code == 302
    assert OwnValues.objects.get().custom == {needed: said_of(needed, "专票"), many: 3}


def said_of(key, label):
    """The key of a choice."""
    return next(one for one, name in CustomField.objects.get(key=key).offered if name == label)


def test_it_is_filled_after_the_confirmation_too_and_follows_the_state(world, api):
    lorry = define(world, "order", "运单号").key
    state = define(world, "order", "又叫", "formula", formula="[状态]").key
    one = order_of(world)
    assert api.get(f"/orders/{one.pk}").json["custom"] == {state: "draft"}
    confirm_order(by=world.cast.seller, order=one)
    known = api.get(f"/orders/{one.pk}").json
    assert known["custom"] == {state: "confirmed"}
    assert api.patch(f"/orders/{one.pk}", {"title": "别的"}, known["version"]).status in (409, 422)
    filled = api.patch(f"/orders/{one.pk}", {"custom": {lorry: "SF778"}}, known["version"])
    assert (filled.status, filled.json["custom"][lorry]) == (200, "SF778")
    assert filled.json["version"] > known["version"]
    assert api.patch(f"/orders/{one.pk}", {"custom": {lorry: "x"}}, known["version"]).status == 412
    assert list(Order.objects.filter(matching(world.cast.seller, "order", "SF778"))) == [one]
    assert "SF778" not in client_of(world.cast.seller).get(f"/orders/{one.pk}/sheet/").content.decode()
    cancel_order(by=world.cast.seller, order=one, reason="不要了")
    assert said(one.pk) == {lorry: "SF778", state: "cancelled"}


def test_facts_of_a_draft_are_changed_by_a_program(world, api):
    one = order_of(world)
    changed = api.patch(f"/orders/{one.pk}", {"title": "二期", "wanted_on": None}, one.version)
    assert (changed.status, changed.json["title"], changed.json["wanted_on"]) == (200, "二期", None)
    late = api.patch(f"/orders/{one.pk}", {"wanted_on": "2001-01-01"}, changed.json["version"])
    assert (late.status, late.wrong) == (422, {"wanted_on"})


def test_one_more_like_it_takes_over_what_the_form_asks_for(world):
    asked = define(world, "order", "开票", on_form=True).key
    later = define(world, "order", "运单号").key
    number = define(world, "order", "编号", "serial", pattern="DD{01}").key
    hidden = define(world, "order", "底线", is_required=True).key
    first = order_of(world, custom={asked: "专票", later: "SF778", hidden: "8折"})
    Role.objects.filter(name="只看自己").update(fields={"order": {hidden: "hidden"}})
    again = repeat_order(by=fresh(world.cast.seller), order=first)
    assert said(first.pk) == {asked: "专票", later: "SF778", hidden: "8折", number: "DD01"}
    assert said(again.pk) == {asked: "专票", number: "DD02"}


def test_a_locked_fact_of_an_order_stays(world):
    one = order_of(world, project="一期")
    Role.objects.filter(name="只看自己").update(fields={"order": {"project": "read"}})
    seller = fresh(world.cast.seller)
    program = program_of(seller)
    assert program.patch(f"/orders/{one.pk}", {"project": "二期"}, one.version).status == 403
    assert program.post("/orders", {"party": world.firm.pk, "project": "二期"}).status == 403
    assert 'name="project"' not in client_of(seller).get(f"/orders/{one.pk}/facts/").content.decode()
    assert 'name="project"' not in client_of(seller).get("/orders/new/").content.decode()
    assert program.patch(f"/orders/{one.pk}", {"title": "阀", "project": "一期"}, one.version).status == 200
    with pytest.raises(FieldLocked):
        start_order(by=seller, party=world.firm, project="二期")
    Role.objects.filter(name="只看自己").update(fields={"order": {"wanted_on": "read"}})
    columns = {one.key for one in import_targets.get("orders").fields(fresh(world.cast.seller))}
    assert "order_title" in columns
    assert "order_wanted" not in columns


def test_a_file_of_orders_brings_them_and_takes_them_back(world):
    place = define(world, "order", "仓库", "choice", choices=["苏州", "广州"]).key
    number = define(world, "order", "编号", "serial", pattern="DD{01}").key
    needed = define(world, "order", "结论", is_required=True).key
    assert {place, needed} <= {one.key for one in import_targets.get("orders").fields(world.cast.boss)}
    line = {"order_product": "阀门", "order_quantity": "2", "order_price": "10", "order_customer": world.firm.name}
    rows = [
        draft({"order_number": "A-1", **line, place: "苏州"}, 1),
        draft({"order_number": "A-1", **line, "order_product": "垫片", place: "广州"}, 2),
        draft({"order_number": "A-1", **line, "order_product": "手轮", place: "苏州"}, 3),
        draft({"order_number": "A-2", **line, place: "成都"}, 4),
        draft({"order_number": "A-3", **line}, 5),
    ]
    foreseen = check(world.cast.boss, rows, set())
    assert [one.outcome for one in foreseen] == ["new", "new", "new", "refused", "new"]
    assert "成都" in foreseen[3].reason
    outcomes = write(world.cast.boss, rows, "import:8", Choices())
    assert [(one.outcome, one.field) for one in outcomes] == [
        ("created", ""),
        ("created", ""),
        ("created", ""),
        ("refused", place),
        ("created", ""),
    ]
    told = [[note for note in one.notes if "第一行" in note or "first row" in note] for one in outcomes]
    assert [len(notes) for notes in told] == [0, 1, 0, 0, 0], (
        "another value in a later row is left out, and that is said"
    )
    kept = {Order.objects.get(pk=one.record_id).number: one.custom for one in OwnValues.objects.all()}
    assert kept == {"A-1": {place: said_of(place, "苏州"), number: "DD01"}, "A-3": {number: "DD02"}}
    undo(world.cast.boss, "import:8", None, ())
    assert not Order.objects.exists()
    assert not OwnValues.objects.exists()
    assert not FieldValue.objects.exists()
