"""Fields of the firm on products, through every door."""

import json
from urllib.parse import quote

from tests.cast import fresh
from tongxin.base.registries import Choices, import_targets
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import fill_record
from tongxin.collab.fields.models import FieldValue, OwnValues
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.actions import add_product
from tongxin.directory.catalogue.actions.importing import check, draft, undo, write
from tongxin.directory.catalogue.models import Product
from tongxin.interfaces.rest.tests.asking import program_of
from tongxin.interfaces.rest.tests.test_own_beside import client_of, define

HX = {"HX-Request": "true"}


def test_a_program_writes_reads_and_is_checked(world):
    stuff = define(world, "product", "材质", "choice", choices=["铸铁", "不锈钢"]).key
    weight = define(world, "product", "重量", "number").key
    told = define(world, "product", "牌号", "formula", formula="[编码]").key
    needed = define(world, "product", "标准", is_required=True).key
    api = program_of(world.cast.boss)
    body = {"code": "GV-9", "name": "闸阀"}
    refused = api.post("/products", body)
    assert (refused.status, refused.wrong) == (422, {f"custom.{needed}"})
    one = api.post("/products", {**body, "custom": {stuff: "不锈钢", weight: 12.5, needed: "GB/T"}})
    assert (one.status, one.json["custom"]) == (
        201,
        {stuff: one.json["custom"][stuff], weight: 12.5, told: "GV-9", needed: "GB/T"},
    )
    place = f"/products/{one.json['id']}"
    changed = api.patch(place, {"code": "GV-10", "custom": {weight: None}}, one.json["version"])
    assert (changed.status, changed.json["custom"][told], weight in changed.json["custom"]) == (200, "GV-10", False)
    for key, value in ((stuff, "木头"), (told, "x"), (needed, "")):
        answer = api.patch(place, {"custom": {key: value}}, changed.json["version"])
        assert (answer.status, answer.wrong) == (422, {f"custom.{key}"})
    seller = program_of(world.cast.seller)
    assert seller.get(place).json["custom"][needed] == "GB/T"
    assert seller.patch(place, {"custom": {needed: "JB"}}, changed.json["version"]).status == 403


def test_it_is_asked_for_filled_on_the_page_found_set_for_many_and_hidden(world):
    stuff = define(world, "product", "材质", is_required=True).key
    boss, seller = client_of(world.cast.boss), client_of(world.cast.seller)
    sent = {"code": "GV-9", "name": "闸阀", "kind": "goods", "unit": "台", "per": "1", "tax_rate": "13"}
    refused = boss.post("/products/new/", sent)
    assert (refused.status_code, f'name="{stuff}"' in refused.content.decode()) == (422, True)
    assert boss.post("/products/new/", {**sent, stuff: "铸铁QT450"}).status_code == 302
    one = Product.objects.get(code="GV-9")
    assert f'name="{stuff}"' not in boss.get(f"/products/{one.pk}/facts/").content.decode()
    place = f"/own/product/{one.pk}/{stuff}/"
    assert seller.post(place, {"value": "x", "was": "铸铁QT450"}).status_code == 403
    assert "不锈钢304" in boss.post(place, {"value": "不锈钢304", "was": "铸铁QT450"}, headers=HX).content.decode()
    asked = quote(json.dumps({"v": 1, "and": [{"field": stuff, "op": "eq", "value": "不锈钢304"}]}))
    assert one.get_absolute_url() in seller.get(f"/products/?filter={asked}&columns=code,{stuff}").content.decode()
    assert "不锈钢304" in b"".join(seller.get(f"/lists/product/export/?format=csv&columns=code,{stuff}")).decode(
        "utf-8-sig"
    )
    assert list(Product.objects.filter(matching(world.cast.seller, "product", "不锈钢304"))) == [one]
    many = boss.post("/lists/product/deeds/fact/", {"ids": [one.pk], "field": stuff, "value": "青铜"}, headers=HX)
    assert OwnValues.objects.get().custom == {stuff: "青铜"}
    assert boss.post(json.loads(many["HX-Trigger"])["toast"]["undo"]).status_code in (200, 204, 302)
    assert OwnValues.objects.get().custom == {stuff: "不锈钢304"}
    Role.objects.filter(name="只看自己").update(fields={"product": {stuff: "hidden"}})
    person = fresh(world.cast.seller)
    for path in (one.get_absolute_url(), f"/products/?columns=code,{stuff}"):
        assert "不锈钢304" not in client_of(person).get(path).content.decode()
    assert client_of(person).get(place).status_code == 404
    assert program_of(person).get(f"/products/{one.pk}").json["custom"] == {}
    assert not Product.objects.filter(matching(person, "product", "不锈钢304"))


def test_a_file_of_products_brings_them_and_takes_them_back(world):
    stuff = define(world, "product", "材质", "choice", choices=["铸铁", "不锈钢"]).key
    number = define(world, "product", "图号", "serial", pattern="TH{01}").key
    needed = define(world, "product", "标准", is_required=True).key
    boss = world.cast.boss
    assert {stuff, needed} <= {one.key for one in import_targets.get("products").fields(boss)}
    rows = [
        draft({"product_code": "A", stuff: "铸铁"}, 1),
        draft({"product_code": "B", stuff: "木头"}, 2),
        draft({"product_code": "C"}, 3),
    ]
    assert [one.outcome for one in check(boss, rows, set())] == ["new", "refused", "new"]
    outcomes = write(boss, rows, "import:9", Choices())
    assert [(one.outcome, one.field) for one in outcomes] == [("created", ""), ("refused", stuff), ("created", "")]
    kept = {Product.objects.get(pk=one.record_id).code: one.custom for one in OwnValues.objects.all()}
    assert {code: custom[number] for code, custom in kept.items()} == {"A": "TH01", "C": "TH02"}
    assert stuff in kept["A"]
    later = Product.objects.get(code="C")
    fill_record(by=boss, kind="product", number=later.pk, given={needed: "GB/T"})
    undone = undo(boss, "import:9", None, ())
    assert (undone.deleted, [one[0] for one in undone.kept]) == (1, [later.pk]), "what was filled since is kept"
    assert {one.record_id for one in OwnValues.objects.all()} == {later.pk}
    assert {one.record_id for one in FieldValue.objects.all()} == {later.pk}


def test_locked_facts_stay_and_the_form_goes_on(world):
    one = add_product(by=world.cast.boss, code="GV-9", name="闸阀")
    Role.objects.filter(is_administrator=True).update(fields={"product": {"name": "read", "english_name": "read"}})
    boss = fresh(world.cast.boss)
    page = client_of(boss).get(f"/products/{one.pk}/facts/")
    assert (page.status_code, 'name="name"' in page.content.decode()) == (200, False)
    assert program_of(boss).patch(f"/products/{one.pk}", {"name": "别的"}, one.version).status == 403
    assert "product_english" not in {each.key for each in import_targets.get("products").fields(boss)}
