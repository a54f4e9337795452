"""Fields of the firm on activities, steps, opportunities, quotes, orders and contracts, through every door."""

import json
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import fresh
from tongxin.base.clock import now
from tongxin.base.registries import Choices, import_targets
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import (
    NotYoursToFill,
    change_field,
    define_field,
    fill_record,
    purge_field,
    retire_field,
)
from tongxin.collab.fields.models import CustomField, FieldValue, OwnValues
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.parties.actions import create_party, delete_parties
from tongxin.directory.parties.actions.purge import purge_parties
from tongxin.frontoffice.contracts.actions import ask_for_seal, renew_contract, start_contract
from tongxin.frontoffice.contracts.actions import importing as bringing
from tongxin.frontoffice.contracts.actions.sealing import version_asked
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.actions.importing import check, draft, undo, write
from tongxin.frontoffice.quotes.actions import start_quote
from tongxin.interfaces.rest.tests.asking import program_of

KINDS = {
    "activity": ("activities", "activities", {"kind": "visit", "text": "看样机"}),
    "step": ("tasks", "steps", {"text": "送样"}),
    "opportunity": ("opportunities", "opportunities", {"name": "五台数控车床"}),
    "contract": ("contracts", "contracts", {"title": "五台数控车床"}),
    "order": ("orders", "orders", {"title": "五台数控车床"}),
    "quote": ("quotes", "quotes", {"title": "五台数控车床"}),
}


def define(world, kind, label, type="text", **more):
    return define_field(by=world.cast.boss, kind=kind, label=label, type=type, **more)


def made(world, kind):
    """A record of the kind, made where nobody is asked for fields; with its customer."""
    party = create_party(by=world.cast.seller, name="甲厂")
    by = world.cast.seller
    if kind == "activity":
        return note_activity(by=by, party=party, kind="visit", text="看样机"), party
    if kind == "step":
        return plan_step(by=by, party=party, text="送样"), party
    if kind == "contract":
        return start_contract(by=by, party=party, title="五台数控车床"), party
    if kind == "order":
        return start_order(by=by, party=party, title="五台数控车床"), party
    if kind == "quote":
        return start_quote(by=by, party=party, title="五台数控车床"), party
    return open_opportunity(by=by, party=party, name="五台数控车床"), party


def client_of(person):
    client = Client()
    client.force_login(fresh(person))
    return client


def listed(world, kind, field, value):
    _path, page, _body = KINDS[kind]
    asked = quote(json.dumps({"v": 1, "and": [{"field": field, "op": "eq", "value": value}]}))
    return client_of(world.cast.seller).get(f"/{page}/?filter={asked}&columns=customer,{field}").content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_program_writes_reads_filters_and_is_checked(api, world, kind):
    path, _page, body = KINDS[kind]
    body = {**body, "party": world.firm.pk}
    brand = define(world, kind, "竞品", "choice", choices=["宁波", "台州"]).key
    cost = define(world, kind, "费用", "money").key
    double = define(world, kind, "加倍", "formula", formula="[费用] * 2").key
    needed = define(world, kind, "结论", is_required=True).key
    refused = api.post(f"/{path}", body)
    assert (refused.status, refused.wrong) == (422, {f"custom.{needed}"})
    one = api.post(f"/{path}", {**body, "custom": {brand: "台州", cost: "12.50", needed: "好"}})
    assert one.status == 201
    twice = {"amount": "25.00", "currency": "CNY"}
    assert one.json["custom"] == {
        brand: "台州",
        cost: {"amount": "12.50", "currency": "CNY"},
        double: twice,
        needed: "好",
    }
    changed = api.patch(f"/{path}/{one.json['id']}", {"custom": {brand: None}}, one.json["version"])
    assert changed.status == 200
    assert set(changed.json["custom"]) == {cost, double, needed}
    assert changed.json["version"] > one.json["version"]
    for key, value in ((brand, "别处"), (double, "1"), ("c_nothing", 1), (needed, "")):
        answer = api.patch(f"/{path}/{one.json['id']}", {"custom": {key: value}}, changed.json["version"])
        assert (answer.status, answer.wrong) == (422, {f"custom.{key}"})


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_filled_on_the_page_and_found_in_lists_files_and_the_timeline(world, kind):
    word = define(world, kind, "现用机床").key
    one, party = made(world, kind)
    client = client_of(world.cast.seller)
    assert "现用机床" in client.get(one.get_absolute_url()).content.decode()
    place = f"/own/{kind}/{one.pk}/{word}/"
    assert 'name="value"' in client.get(place).content.decode()
    answer = client.post(place, {"value": "沈阳CA6140", "was": ""}, headers={"HX-Request": "true"})
    assert "沈阳CA6140" in answer.content.decode()
    assert client.post(place, {"value": "别的", "was": ""}, headers={"HX-Request": "true"}).status_code == 422
    assert one.get_absolute_url() in listed(world, kind, word, "沈阳CA6140")
    assert one.get_absolute_url() not in listed(world, kind, word, "没有")
    file = client.get(f"/lists/{kind}/export/?format=csv&columns=customer,{word}")
    assert "沈阳CA6140" in b"".join(file).decode("utf-8-sig")
    story = client.get(f"/customers/{party.pk}/timeline/").content.decode()
    assert "沈阳CA6140" in story
    Role.objects.filter(name="只看自己").update(fields={kind: {word: "hidden"}})
    for path in (one.get_absolute_url(), f"/customers/{party.pk}/timeline/", f"/customers/{party.pk}/"):
        page = client_of(world.cast.seller).get(path).content.decode()
        assert "沈阳CA6140" not in page
        assert "现用机床" not in page
    assert client_of(world.cast.seller).get(place).status_code == 404
    beside = define(world, kind, "旁边").key
    fill_record(by=fresh(world.cast.seller), kind=kind, number=one.pk, given={beside: "看得见"})
    shown = program_of(fresh(world.cast.seller)).get(f"/{KINDS[kind][0]}/{one.pk}").json["custom"]
    assert shown == {beside: "看得见"}


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_change_the_record_fills_nothing(world, kind):
    word = define(world, kind, "现用机床").key
    one, _party = made(world, kind)
    with pytest.raises(NotYoursToFill):
        fill_record(by=world.cast.clerk, kind=kind, number=one.pk, given={word: "x"})
    for person, status in ((world.cast.clerk, 403), (world.cast.stranger, 404), (world.cast.south, 404)):
        place = f"/own/{kind}/{one.pk}/{word}/"
        answer = client_of(person).post(place, {"value": "x", "was": ""})
        assert answer.status_code in (status, 404), person.name
    assert not OwnValues.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_many_are_set_at_once_and_taken_back(world, kind):
    word = define(world, kind, "批次").key
    one, _party = made(world, kind)
    client = client_of(world.cast.seller)
    answer = client.post(
        f"/lists/{kind}/deeds/fact/",
        {"ids": [one.pk], "field": word, "value": "2026春"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code in (200, 204), answer.content
    assert OwnValues.objects.get().custom == {word: "2026春"}
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert client.post(undo).status_code in (200, 204, 302)
    assert OwnValues.objects.get().custom == {}
    assert not FieldValue.objects.exists()


def test_formulas_follow_the_record_and_their_definition(world):
    hours = define(world, "activity", "小时", "formula", formula="[分钟] / 60")
    one, _party = made(world, "activity")
    api = program_of(world.cast.seller)
    later = api.patch(f"/activities/{one.pk}", {"minutes": 90}, 1)
    assert later.json["custom"] == {hours.key: 1.5}
    change_field(by=world.cast.boss, field=hours, formula="[分钟] * 2")
    work_off()
    assert api.get(f"/activities/{one.pk}").json["custom"] == {hours.key: 180}
    retire_field(by=world.cast.boss, field=hours)
    purge_field(by=world.cast.boss, field=hours)
    work_off()
    assert OwnValues.objects.get().custom == {}


def test_a_sentence_is_never_lost_for_a_field_that_is_needed(world):
    needed = define(world, "activity", "结论", is_required=True).key
    number = define(world, "activity", "编号", "serial", pattern="BF-{0001}").key
    one, _party = made(world, "activity")
    page = client_of(world.cast.seller).get(f"/activities/{one.pk}/").content.decode()
    assert "BF-0001" in page
    assert "要填" in page or "需要" in page or "必填" in page
    assert OwnValues.objects.get().custom == {number: "BF-0001"}
    assert needed


@pytest.mark.parametrize("kind", KINDS)
def test_values_go_with_the_customer_for_good(world, kind):
    word = define(world, kind, "现用机床").key
    one, party = made(world, kind)
    client_of(world.cast.seller).post(f"/own/{kind}/{one.pk}/{word}/", {"value": "x", "was": ""})
    assert OwnValues.objects.exists()
    assert Entry.objects.filter(name="record.filled", customer_id=party.pk).exists()
    delete_parties(by=world.cast.boss, parties=[party.pk])
    purge_parties(by=world.cast.boss, parties=[party.pk])
    assert not OwnValues.objects.exists()
    assert not FieldValue.objects.exists()


def test_contacts_carry_the_fields_that_are_for_people(api, world):
    size = define(world, "party", "鞋码", "number", only_for="person").key
    firm = define(world, "party", "行当").key
    party = api.post("/parties", {"name": "乙厂", "custom": {firm: "模具"}}).json["id"]
    one = api.post("/contacts", {"party": party, "name": "马国栋", "custom": {size: 42}})
    assert one.json["custom"] == {size: 42}
    other = api.patch(f"/contacts/{one.json['id']}", {"custom": {size: 43}}, one.json["version"])
    assert other.json["custom"] == {size: 43}
    asked = quote(json.dumps({"v": 1, "and": [{"field": size, "op": "eq", "value": 43}]}))
    assert [it["id"] for it in api.get(f"/contacts?filter={asked}").json["items"]] == [one.json["id"]]
    Role.objects.filter(name="只看自己").update(fields={"party": {size: "hidden"}})
    program = program_of(fresh(world.cast.seller))
    assert program.get(f"/contacts/{one.json['id']}").json["custom"] == {}
    assert program.get(f"/contacts?filter={asked}").status == 422


def test_a_file_of_deals_brings_them_and_takes_them_back(world):
    brand = define(world, "opportunity", "竞品", "choice", choices=["宁波", "台州"]).key
    number = define(world, "opportunity", "编号", "serial", pattern="SJ{01}").key
    assert brand in {one.key for one in import_targets.get("opportunities").fields(world.cast.boss)}
    rows = [
        draft({"deal_name": "甲", brand: "台州"}, 1),
        draft({"deal_name": "乙", brand: "渔业"}, 2),
        draft({"deal_name": "丙"}, 3),
    ]
    assert [one.outcome for one in check(world.cast.boss, rows, set())] == ["new", "refused", "new"]
    outcomes = write(world.cast.boss, rows, "import:7", Choices())
    assert [(one.outcome, one.field) for one in outcomes] == [("created", ""), ("refused", brand), ("created", "")]
    kept = [one.custom for one in OwnValues.objects.order_by("record_id")]
    assert kept == [{brand: "台州", number: "SJ01"}, {number: "SJ02"}]
    undo(world.cast.boss, "import:7", None, ())
    assert not OwnValues.objects.exists()
    assert not FieldValue.objects.exists()


def test_a_file_of_contracts_brings_them_and_takes_them_back(world):
    place = define(world, "contract", "归档", "choice", choices=["苏州", "广州"]).key
    number = define(world, "contract", "档号", "serial", pattern="DA{01}").key
    needed = define(world, "contract", "结论", is_required=True).key
    assert {place, needed} <= {one.key for one in import_targets.get("contracts").fields(world.cast.boss)}
    firm = {"contract_customer": world.firm.name}
    rows = [
        bringing.draft({"contract_number": "HT-1", **firm, place: "苏州"}, 1),
        bringing.draft({"contract_number": "HT-2", **firm, place: "成都"}, 2),
        bringing.draft({"contract_number": "HT-3", **firm}, 3),
    ]
    assert [one.outcome for one in bringing.check(world.cast.boss, rows, set())] == ["new", "refused", "new"]
    outcomes = bringing.write(world.cast.boss, rows, "import:8", Choices())
    assert [(one.outcome, one.field) for one in outcomes] == [("created", ""), ("refused", place), ("created", "")]
    kept = [one.custom for one in OwnValues.objects.order_by("record_id")]
    assert kept == [{place: "苏州", number: "DA01"}, {number: "DA02"}]
    bringing.undo(world.cast.boss, "import:8", None, ())
    assert not Contract.objects.exists()
    assert not OwnValues.objects.exists()


def test_a_contract_is_decided_on_with_its_fields_and_filed_after_the_seal(world, api):
    risk = define(world, "contract", "风险", "choice", choices=["高", "低"]).key
    later = define(world, "contract", "又叫", "formula", formula="[标题]").key
    one = start_contract(
        by=world.cast.seller,
        party=world.firm,
        title="阀门",
        amount="10",
        custom={risk: "高"},
        begins_on="2026-01-01",
        ends_on="2099-01-01",
    )
    approval = ask_for_seal(by=world.cast.seller, contract=one)
    told = approval_kinds.get("contract").derived(approval, {})
    assert told[risk] == "高"
    before = version_asked(approval)
    answer = api.patch(f"/contracts/{one.pk}", {"title": "别的"}, Contract.objects.get(pk=one.pk).version)
    assert answer.status in (409, 422), "what is decided on stays"
    client, place = client_of(world.cast.seller), f"/own/contract/{one.pk}/{risk}/"
    for state in (Contract.State.ASKED, Contract.State.APPROVED):
        Contract.objects.filter(pk=one.pk).update(state=state)
        held = api.patch(f"/contracts/{one.pk}", {"custom": {risk: "低"}}, Contract.objects.get(pk=one.pk).version)
        assert held.status in (409, 422), state
        assert place not in client.get(one.get_absolute_url()).content.decode()
        refused = client.post(place, {"value": "低", "was": ""}, headers={"HX-Request": "true"})
        assert (refused.status_code, "不是草稿" in refused.content.decode()) == (422, True), state
    assert version_asked(approval) == before
    change_field(by=world.cast.boss, field=CustomField.objects.get(key=later), formula="1")
    work_off()
    assert version_asked(approval) != before, "who decides is told that it is another one"
    Contract.objects.filter(pk=one.pk).update(state=Contract.State.SEALED, sealed_at=now())
    filled = api.patch(f"/contracts/{one.pk}", {"custom": {risk: "低"}}, Contract.objects.get(pk=one.pk).version)
    assert (filled.status, filled.json["custom"]) == (200, {risk: "低", later: 1})
    Role.objects.filter(name="只看自己").update(fields={"contract": {risk: "hidden"}})
    assert risk in approval_kinds.get("contract").hides(fresh(world.cast.seller), approval)


def test_a_renewed_contract_takes_over_what_the_fields_say(world, api):
    place = define(world, "contract", "归档", "choice", choices=["苏州", "广州"]).key
    number = define(world, "contract", "档号", "serial", pattern="DA{01}").key
    doubled = define(world, "contract", "又叫", "formula", formula="[标题]").key
    needed = define(world, "contract", "底线", is_required=True).key
    one = start_contract(by=world.cast.seller, party=world.firm, title="阀门", custom={place: "苏州", needed: "八折"})
    Contract.objects.filter(pk=one.pk).update(state=Contract.State.IN_FORCE, sealed_at=now())
    Role.objects.filter(name="只看自己").update(fields={"contract": {needed: "hidden"}})
    made = renew_contract(by=fresh(world.cast.seller), contract=one)
    kept = {row.record_id: row.custom for row in OwnValues.objects.all()}
    assert kept[one.pk][number] == "DA01"
    assert kept[made.pk] == {place: kept[one.pk][place], number: "DA02", doubled: "阀门", needed: "八折"}
    assert made.get_absolute_url() in listed(world, "contract", number, "DA02")
    assert needed not in program_of(fresh(world.cast.seller)).get(f"/contracts/{made.pk}").json["custom"]


def test_the_form_of_a_contract_asks_for_what_is_needed(world):
    needed = define(world, "contract", "归档处", is_required=True).key
    client, sent = client_of(world.cast.seller), {"customer": world.firm.name, "kind": "sale"}
    refused = client.post("/contracts/new/", sent)
    assert (refused.status_code, f'name="{needed}"' in refused.content.decode()) == (422, True)
    assert not Contract.objects.exists()
    assert client.post("/contracts/new/", {**sent, needed: "苏州"}).status_code == 302
    assert OwnValues.objects.get().custom == {needed: "苏州"}


def test_contracts_tell_and_are_found_by_owner_and_unit(world, api):
    one = start_contract(by=world.cast.seller, party=world.firm, title="阀门")
    told = api.get(f"/contracts/{one.pk}").json
    assert (told["owner"]["id"], told["unit"]) == (world.cast.seller.pk, {"id": one.unit.pk, "name": one.unit.name})
    for asked, count in (
        (f"unit={one.unit.pk}", 1),
        (f"unit={world.cast.south_region.pk}", 0),
        (f"owner={world.cast.boss.pk}", 0),
    ):
        assert len(api.get(f"/contracts?{asked}").json["items"]) == count, asked


def test_a_locked_fact_of_a_contract_stays(world, api):
    one = start_contract(by=world.cast.seller, party=world.firm, title="阀门")
    Role.objects.filter(name="只看自己").update(fields={"contract": {"project": "read"}})
    program = program_of(fresh(world.cast.seller))
    assert program.patch(f"/contracts/{one.pk}", {"project": "2 号线"}, one.version).status == 403
    assert program.post("/contracts", {"party": world.firm.pk, "project": "2 号线"}).status == 403
    page = client_of(world.cast.seller).get(f"/contracts/{one.pk}/facts/").content.decode()
    assert 'name="project"' not in page
    assert program.patch(f"/contracts/{one.pk}", {"title": "阀"}, one.version).status == 200


def test_a_layout_orders_the_fields_of_the_firm_alone(world):
    first, second = define(world, "step", "先").key, define(world, "step", "后").key
    boss = client_of(world.cast.boss)
    page = boss.get("/settings/fields/layout/?kind=step").content.decode()
    assert f"place-{first}" in page
    assert "place-text" not in page
    sent = {f"place-{first}": "2", f"place-{second}": "1", f"form-{second}": "1"}
    assert boss.post("/settings/fields/layout/?kind=step", sent).status_code == 302
    one, party = made(world, "step")
    shown = client_of(world.cast.seller).get(one.get_absolute_url()).content.decode()
    assert shown.index("own-" + second) < shown.index("own-" + first)
    form = client_of(world.cast.seller).get(f"/customers/{party.pk}/steps/").content.decode()
    assert f'name="{second}"' in form
    assert f'name="{first}"' not in form


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_brought_in_where_the_field_stands_and_can_be_picked_again(world, kind):
    proof = define(world, kind, "招标文件", "file").key
    one, _party = made(world, kind)
    client = client_of(world.cast.seller)
    place = f"/own/{kind}/{one.pk}/{proof}/"
    assert 'type="file"' in client.get(place).content.decode()
    sent = {"value": "", "was": "", "file": SimpleUploadedFile("招标.pdf", b"%PDF-1.4")}
    answer = client.post(place, sent, headers={"HX-Request": "true"})
    assert "招标.pdf" in answer.content.decode()
    assert ">招标.pdf</option>" in client.get(place).content.decode()
