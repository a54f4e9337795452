"""Fields that the firm added to its customers, through every channel."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.filters import UnknownField, compile_filter
from tongxin.base.registries import Choices
from tongxin.base.registries.criteria import columns_of, fields_of
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import (
    NotTwoChoices,
    change_field,
    define_field,
    keep_values,
    merge_choices,
    purge_field,
    rename_choice,
    restore_field,
    retire_choice,
    retire_field,
)
from tongxin.collab.fields.models import CustomField, DictionaryEntry, FieldValue
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.actions import delete_activity, note_activity
from tongxin.directory.parties.actions import (
    ChangedMeanwhile,
    add_contact,
    change_party,
    create_party,
    remove_contact,
    undo_change,
)
from tongxin.directory.parties.actions.importing import customer_draft, undo_batch, write_drafts
from tongxin.directory.parties.import_fields import fields_for
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.export import export_rows, headings_for


@pytest.fixture
def party(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", tier="A")


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def found(person: Person, field: str, op: str, value: Any = None) -> list[int]:
    person = fresh(person)
    test = {"field": field, "op": op, **({} if value is None else {"value": value})}
    condition = compile_filter({"v": 1, "and": [test]}, fields_of("party", person), person=person, now=now())
    return list(Party.objects.visible_to(person).filter(condition).values_list("pk", flat=True))


def hide(cast: Cast, key: str, right: str = "hidden") -> None:
    Role.objects.filter(name="只看自己").update(fields={"party": {key: right}})


def test_a_field_is_added_in_the_browser_and_filled_on_the_customers_page(cast: Cast, party: Party) -> None:
    added = enter(cast.boss).post("/settings/fields/new/?kind=party&type=text", {"label": "设备型号"})
    assert added.status_code == 302
    seller = enter(cast.seller)
    assert "设备型号" in seller.get(f"/customers/{party.pk}/").content.decode()
    address = f"/customers/{party.pk}/facts/c_she_bei_xing_hao/"
    assert 'name="value"' in seller.get(address).content.decode()
    answer = seller.post(address, {"value": "VMC-850", "was": ""})
    assert answer.status_code == 200
    assert "VMC-850" in answer.content.decode()
    assert found(cast.seller, "c_she_bei_xing_hao", "eq", "VMC-850") == [party.pk]
    assert found(cast.seller, "c_she_bei_xing_hao", "contains", "850") == [party.pk]
    assert found(cast.seller, "c_she_bei_xing_hao", "empty") == []
    entry = Entry.objects.filter(name="party.changed").latest("id")
    assert entry.particulars["fields"] == ["c_she_bei_xing_hao"]
    assert entry.before == {"c_she_bei_xing_hao": None}
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert seller.post(undo).status_code == 204
    party.refresh_from_db()
    assert party.custom == {}
    assert not FieldValue.objects.exists()


def test_two_writers_of_one_field_are_told_of_each_other(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="设备", type="text").key
    change_party(by=cast.seller, party=party, was={key: ""}, **{key: "车床"})
    with pytest.raises(ChangedMeanwhile) as caught:
        change_party(by=cast.seller, party=party, was={key: ""}, **{key: "铣床"})
    assert caught.value.current == {key: "车床"}
    party.refresh_from_db()
    assert party.custom == {key: "车床"}


def test_a_change_that_was_changed_again_is_not_undone(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="设备", type="text").key
    change_party(by=cast.seller, party=party, **{key: "车床"})
    entry = Entry.objects.filter(name="party.changed").latest("id")
    change_party(by=cast.seller, party=party, **{key: "铣床"})
    with pytest.raises(ChangedMeanwhile):
        undo_change(by=cast.seller, entry=entry)


def test_a_hidden_field_does_not_exist(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="底价", type="text").key
    change_party(by=cast.boss, party=party, **{key: "金丝雀"})
    assert found(cast.seller, key, "eq", "金丝雀") == [party.pk]
    hide(cast, key)
    seller = fresh(cast.seller)
    page = enter(seller).get(f"/customers/{party.pk}/").content.decode()
    assert "底价" not in page
    assert "金丝雀" not in page
    assert enter(seller).get(f"/customers/{party.pk}/facts/{key}/").status_code == 404
    assert enter(seller).get(f"/customers/{party.pk}/facts/{key}/history/").status_code == 404
    with pytest.raises(UnknownField):
        found(seller, key, "eq", "金丝雀")
    assert key not in {column.key for column in columns_of("party", seller)}
    assert "金丝雀" not in enter(seller).get(f"/customers/{party.pk}/peek/").content.decode()
    with pytest.raises(ValidationError, match=f"没有这个字段：{key}"):
        change_party(by=seller, party=party, **{key: "别的"})


def test_a_field_that_may_only_be_read_is_not_written(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="底价", type="text").key
    hide(cast, key, "read")
    seller = fresh(cast.seller)
    with pytest.raises(ValidationError, match="底价"):
        change_party(by=seller, party=party, **{key: "别的"})
    assert enter(seller).post(f"/customers/{party.pk}/facts/{key}/", {"value": "x"}).status_code == 403
    assert f"facts/{key}/" not in enter(seller).get(f"/customers/{party.pk}/").content.decode()


def test_a_field_that_nobody_defined_is_refused_by_name(cast: Cast, party: Party) -> None:
    with pytest.raises(ValidationError) as caught:
        change_party(by=cast.seller, party=party, c_nonsense="1")
    assert set(caught.value.message_dict) == {"c_nonsense"}


def define(cast: Cast, label: str, type: str = "text", **more: Any) -> str:
    return define_field(by=cast.boss, kind="party", label=label, type=type, **more).key


VALUES = [
    ("text", {}, " 车床  A ", "车床 A", "车床 A"),
    ("long", {}, "一\n二", "一\n二", "一\n二"),
    ("number", {}, "1,200.50", 1200.5, "1,200.5"),
    ("number", {"decimals": 0}, "12", 12, "12"),
    ("money", {}, "5万", {"amount": "50000.00", "currency": "CNY"}, "¥50,000"),
    ("date", {}, "2026年3月1日", "2026-03-01", "2026-03-01"),
    ("choice", {"choices": ["机加工", "模具"]}, "模具", "模具", "模具"),
    ("choices", {"choices": ["车床", "铣床", "磨床"]}, "磨床、车床", ["车床", "磨床"], "车床、磨床"),
    ("yes_no", {}, "有", True, "是"),
    ("yes_no", {}, "0", False, "否"),
]


@pytest.mark.parametrize(("type", "more", "typed", "stored", "shown"), VALUES)
def test_every_type_is_read_kept_shown_and_found(
    cast: Cast, party: Party, type: str, more: dict[str, Any], typed: str, stored: Any, shown: str
) -> None:
    key = define(cast, "栏", type, **more)
    change_party(by=cast.seller, party=party, **{key: typed})
    party.refresh_from_db()
    assert party.custom == {key: stored}
    assert shown in enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    assert found(cast.seller, key, "filled" if type != "yes_no" else "eq", stored if type == "yes_no" else None) == [
        party.pk
    ]
    column = next(one for one in columns_of("party", cast.seller) if one.key == key)
    assert column.cells([party.pk]) == {party.pk: shown}
    change_party(by=cast.seller, party=party, **{key: ""})
    party.refresh_from_db()
    assert party.custom == {}
    assert not FieldValue.objects.exists()


@pytest.mark.parametrize(
    ("type", "more", "typed"),
    [
        ("text", {}, "x" * 201),
        ("number", {}, "viel"),
        ("number", {}, "1e400"),
        ("number", {}, "nan"),
        ("number", {"decimals": 0}, "1.5"),
        ("number", {}, "9" * 30),
        ("money", {}, "5 USD"),
        ("money", {}, {"amount": "x", "currency": "CNY"}),
        ("date", {}, "2026-02-30"),
        ("choice", {"choices": ["甲"]}, "乙"),
        ("choices", {"choices": ["甲"]}, ["甲", "乙"]),
        ("yes_no", {}, "vielleicht"),
        ("person", {}, "999999"),
        ("person", {}, "谁"),
        ("party", {}, "party:999999"),
        ("party", {}, "person:1"),
        ("party", {}, "999999"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    cast: Cast, party: Party, type: str, more: dict[str, Any], typed: Any
) -> None:
    key = define(cast, "栏", type, **more)
    with pytest.raises(ValidationError) as caught:
        change_party(by=cast.seller, party=party, **{key: typed})
    assert set(caught.value.message_dict) == {key}
    party.refresh_from_db()
    assert party.custom == {}


def test_a_colleague_and_a_customer_are_kept_by_number_and_shown_by_name(cast: Cast, party: Party) -> None:
    who, firm = define(cast, "工程师", "person"), define(cast, "总包", "party")
    other = create_party(by=cast.seller, name="苏州总包有限公司")
    change_party(by=cast.seller, party=party, **{who: "赵航", firm: str(other.pk)})
    party.refresh_from_db()
    assert party.custom == {who: cast.colleague.pk, firm: f"party:{other.pk}"}
    assert found(cast.seller, who, "eq", cast.colleague.pk) == [party.pk]
    assert found(cast.seller, firm, "eq", other.pk) == [party.pk]
    page = enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    assert "苏州总包有限公司" in page
    secret = create_party(by=cast.south, name="华南金丝雀")
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=party, **{firm: secret.pk})
    answer = enter(cast.seller).post(
        f"/customers/{party.pk}/facts/{firm}/", {"value": "苏州恒润精密机械有限公司", "was": str(other.pk)}
    )
    assert answer.status_code == 200


def test_a_formula_follows_what_it_is_made_of(cast: Cast, party: Party) -> None:
    count, price = define(cast, "数量", "number"), define(cast, "单价", "money")
    total = define(cast, "总额", "formula", formula='[单价] * [数量] * 如果([等级] = "A", 90%, 1)')
    grade = define(cast, "级别", "formula", formula='if([总额] > money(1000, "CNY"), "大", "小")')
    change_party(by=cast.seller, party=party, **{count: 10, price: "200"})
    party.refresh_from_db()
    assert party.custom[total] == {"amount": "1800.00", "currency": "CNY"}
    assert party.custom[grade] == "大"
    assert found(cast.seller, grade, "eq", "大") == [party.pk]
    assert found(cast.seller, total, "gt", 1799) == [party.pk]
    entry = Entry.objects.filter(name="party.changed").latest("id")
    assert entry.particulars["fields"] == sorted([count, price])
    change_party(by=cast.seller, party=party, tier="B")
    party.refresh_from_db()
    assert party.custom[total] == {"amount": "2000.00", "currency": "CNY"}
    change_party(by=cast.seller, party=party, **{count: ""})
    party.refresh_from_db()
    assert total not in party.custom
    assert found(cast.seller, total, "filled") == []
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=party, **{total: "1"})


def test_a_formula_that_changes_is_worked_out_for_everybody(cast: Cast, party: Party) -> None:
    count = define(cast, "数量", "number")
    change_party(by=cast.seller, party=party, **{count: 10})
    key = define(cast, "加倍", "formula", formula="[数量] * 2")
    work_off()
    party.refresh_from_db()
    assert party.custom[key] == 20
    version = party.version
    change_field(by=cast.boss, field=CustomField.objects.get(key=key), formula='if([数量] > 1, "多", "少")')
    work_off()
    party.refresh_from_db()
    assert party.custom[key] == "多"
    assert found(cast.seller, key, "eq", "多") == [party.pk]
    assert FieldValue.objects.filter(field__key=key).count() == 1
    assert party.version == version
    retire_field(by=cast.boss, field=CustomField.objects.get(key=count))
    work_off()
    party.refresh_from_db()
    assert key not in party.custom or party.custom[key] == "少"
    assert party.custom[count] == 10
    restore_field(by=cast.boss, field=CustomField.objects.get(key=count))
    work_off()
    party.refresh_from_db()
    assert party.custom[key] == "多"


def test_a_formula_over_a_hidden_field_is_hidden_too(cast: Cast, party: Party) -> None:
    secret = define(cast, "底价", "number")
    double = define(cast, "加倍", "formula", formula="[底价] * 2")
    again = define(cast, "再加", "formula", formula="[加倍] + 1")
    of_fact = define(cast, "等级说明", "formula", formula='"等级" & [等级]')
    change_party(by=cast.boss, party=party, **{secret: 4321})
    Role.objects.filter(name="只看自己").update(fields={"party": {secret: "hidden", "tier": "hidden"}})
    seller = fresh(cast.seller)
    page = enter(seller).get(f"/customers/{party.pk}/").content.decode()
    for word in ("底价", "加倍", "再加", "等级说明", "8,642", "8,643", "等级A"):
        assert word not in page
    for key in (secret, double, again, of_fact):
        with pytest.raises(UnknownField):
            found(seller, key, "filled")


def test_what_a_rule_needs_is_asked_for_where_it_is_touched(cast: Cast, party: Party) -> None:
    key = define(cast, "开票要求", required_when={"field": "tier", "op": "eq", "value": "A"})
    change_party(by=cast.seller, party=party, industry="机加工")
    with pytest.raises(ValidationError) as caught:
        change_party(by=cast.seller, party=party, **{key: ""})
    assert set(caught.value.message_dict) == {key}
    assert "必填" in enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    with pytest.raises(ValidationError):
        create_party(by=cast.seller, name="新客户", tier="A")
    made = create_party(by=cast.seller, name="新客户", tier="B")
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=made, tier="A")
    change_party(by=cast.seller, party=made, tier="A", **{key: "专票"})
    hide(cast, key, "read")
    create_party(by=fresh(cast.seller), name="又一个", tier="A")


def test_running_numbers_are_given_once_and_in_order(cast: Cast) -> None:
    key = define(cast, "客户编号", "serial", pattern="KH-{yyyy}-{0001}")
    made = [create_party(by=cast.seller, name=f"客户{number}") for number in range(3)]
    year = now().year
    assert [one.custom[key] for one in made] == [f"KH-{year}-{number:04d}" for number in (1, 2, 3)]
    with pytest.raises(ValidationError):
        create_party(by=cast.seller, name="坏", uscc="无效")
    assert create_party(by=cast.seller, name="四").custom[key] == f"KH-{year}-0004"
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=made[0], **{key: "KH-1"})


def test_a_retired_field_is_gone_and_comes_back_with_its_values(cast: Cast, party: Party) -> None:
    key = define(cast, "设备")
    change_party(by=cast.seller, party=party, **{key: "金丝雀"})
    field = CustomField.objects.get(key=key)
    retire_field(by=cast.boss, field=field)
    assert "金丝雀" not in enter(cast.seller).get(f"/customers/{party.pk}/").content.decode().split('id="mid"')[0]
    with pytest.raises(UnknownField):
        found(cast.seller, key, "filled")
    change_party(by=cast.seller, party=party, industry="机加工")
    restore_field(by=cast.boss, field=field)
    assert found(cast.seller, key, "eq", "金丝雀") == [party.pk]
    retire_field(by=cast.boss, field=field)
    purge_field(by=cast.boss, field=field)
    work_off()
    party.refresh_from_db()
    assert party.custom == {}
    assert not FieldValue.objects.exists()
    assert define(cast, "设备") != key


def test_a_renamed_choice_reads_new_everywhere_and_a_retired_one_stays(cast: Cast, party: Party) -> None:
    key = define(cast, "行当", "choice", choices=["机加工", "模具"])
    change_party(by=cast.seller, party=party, **{key: "机加工"})
    field = CustomField.objects.get(key=key)
    first = field.dictionary.entries.get(key="机加工")
    rename_choice(by=cast.boss, entry=first, label="机械加工")
    retire_choice(by=cast.boss, entry=first)
    page = enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    assert "机械加工" in page
    other = create_party(by=cast.seller, name="另一个")
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=other, **{key: "机械加工"})
    change_party(by=cast.seller, party=party, **{key: "机加工"})
    assert found(cast.seller, key, "eq", "机加工") == [party.pk]


def bring_in(cast: Cast, rows: list[dict[str, Any]], batch: str = "import:1", **choices: str) -> list[Any]:
    drafts = [customer_draft(row, number) for number, row in enumerate(rows, 1)]
    return write_drafts(fresh(cast.boss), drafts, batch, Choices(**choices))


def test_an_import_fills_them_and_can_be_taken_back(cast: Cast, party: Party) -> None:
    machine, count = define(cast, "设备"), define(cast, "数量", "number", decimals=0)
    double, number = (
        define(cast, "加倍", "formula", formula="[数量] * 2"),
        define(cast, "编号", "serial", pattern="K{01}"),
    )
    change_party(by=cast.seller, party=party, **{machine: "老车床"})
    before = Party.objects.values().get(pk=party.pk)
    columns = {field.label: field for field in fields_for(cast.boss) if field.key.startswith("c_")}
    assert {str(label) for label in columns} == {"设备", "数量"}
    outcomes = bring_in(
        cast,
        [
            {"name": "甲厂", machine: "磨床金丝雀", count: "12"},
            {"name": "乙厂", count: "1.5"},
            {"name": "苏州恒润精密机械有限公司", machine: "新的", count: "7"},
            {"name": "甲厂", machine: "别的", count: "3"},
        ],
    )
    assert [one.outcome for one in outcomes] == ["created", "refused", "updated", "merged"]
    assert outcomes[1].field == count
    made = Party.objects.get(name="甲厂")
    assert made.custom == {machine: "磨床金丝雀", count: 12, double: 24, number: "K01"}
    assert found(cast.boss, double, "eq", 24) == [made.pk]
    assert list(Party.objects.filter(matching(cast.boss, "party", "金丝雀"))) == [made]
    party.refresh_from_db()
    assert party.custom == {machine: "老车床", count: 7, double: 14}
    assert found(cast.boss, count, "eq", 7) == [party.pk]
    assert undo_batch(cast.boss, "import:1").restored == 1
    after = Party.objects.values().get(pk=party.pk)
    assert {**after, "custom": {}} == {**before, "custom": {}}
    assert after["custom"] == {machine: "老车床"}
    assert {row.record_id for row in FieldValue.objects.all()} == {party.pk}


def test_they_are_found_by_their_words_and_taken_out_with_the_list(cast: Cast, party: Party) -> None:
    machine, secret = define(cast, "设备"), define(cast, "底价")
    change_party(by=cast.seller, party=party, **{machine: "立式加工中心", secret: "金丝雀八折"})
    assert list(Party.objects.filter(matching(cast.seller, "party", "立式加工"))) == [party]
    headings = headings_for(cast.seller)
    assert {headings[machine], headings[secret]} == {"设备", "底价"}
    [cells] = export_rows(Party.objects.filter(pk=party.pk), [machine, secret], cast.seller)
    assert cells == ["立式加工中心", "金丝雀八折"]
    hide(cast, secret)
    seller = fresh(cast.seller)
    assert secret not in headings_for(seller)
    assert list(Party.objects.filter(matching(seller, "party", "金丝雀八折"))) == []
    assert secret not in {field.key for field in fields_for(seller)}


def test_a_list_adds_them_up_in_all_and_by_group(cast: Cast, party: Party) -> None:
    worth, machines, secret = (
        define(cast, "年采购", "money"),
        define(cast, "台数", "number"),
        define(cast, "底价", "money"),
    )
    other = create_party(by=cast.seller, name="另一家", tier="B")
    change_party(by=cast.seller, party=party, **{worth: "1200.10", machines: "3", secret: "7"})
    change_party(by=cast.seller, party=other, **{worth: "0.20", machines: "1.5", secret: "7"})
    hide(cast, secret)
    page = enter(fresh(cast.seller)).get(f"/customers/?group=tier&columns={worth},{machines},{secret}").content.decode()
    foot = page.split("<tfoot>")[1].split("</tfoot>")[0]
    assert "¥1,200.30" in foot
    assert "4.5" in foot
    assert "¥14" not in foot
    assert "年采购 ¥0.20 · 台数 1.5" in page.split("<tfoot>")[0]


def test_the_narrow_rows_say_what_the_records_say(cast: Cast, party: Party) -> None:
    """After every kind of write, rows made anew from the records are those that are there."""
    text, count = define(cast, "设备"), define(cast, "数量", "number")
    several = define(cast, "行当", "choices", choices=["甲", "乙", "丙"])
    define(cast, "加倍", "formula", formula="[数量] * 2")
    change_party(by=cast.seller, party=party, **{text: "车床", count: 3, several: "甲,丙"})
    change_party(by=cast.seller, party=party, **{count: 4, several: "乙"})
    undo_change(by=cast.seller, entry=Entry.objects.filter(name="party.changed").latest("id"))
    create_party(by=cast.seller, name="另一个", **{text: "铣床"})
    bring_in(cast, [{"name": "甲厂", several: ["甲", "乙"]}, {"name": "另一个", count: "9"}], existing="overwrite")
    work_off()

    def rows() -> set[Any]:
        return set(FieldValue.objects.values_list("field__key", "record_id", "place", "text", "number", "day"))

    kept = rows()
    assert len(kept) == 10
    FieldValue.objects.all().delete()
    keep_values(kind="party", records={one.pk: ({}, one.custom) for one in Party.objects.all()})
    assert rows() == kept


def test_the_form_asks_for_what_the_firm_wants_at_the_start(cast: Cast) -> None:
    line = define(cast, "行当", "choice", choices=["机加工", "模具"], is_required=True)
    machines = define(cast, "在用", "choices", choices=["车床", "铣床"], on_form=True)
    later = define(cast, "以后再说")
    client = enter(cast.seller)
    page = client.get("/customers/new/").content.decode()
    assert f'name="{line}"' in page
    assert f'name="{later}"' not in page
    form = {"name": "甲厂", "kind": "organisation", "roles": ["customer"]}
    refused = client.post("/customers/new/", form)
    assert refused.status_code == 422
    assert not Party.objects.exists()
    assert client.post("/customers/new/", {**form, line: "模具", machines: ["车床", "铣床"]}).status_code == 302
    assert Party.objects.get().custom == {line: "模具", machines: ["车床", "铣床"]}
    hide(cast, line)
    page = enter(fresh(cast.seller)).get("/customers/new/").content.decode()
    assert line not in page
    assert enter(fresh(cast.seller)).post("/customers/new/", {**form, "name": "乙厂"}).status_code == 302


def test_facts_stand_in_the_order_that_a_role_wants(cast: Cast, party: Party) -> None:
    machine = define(cast, "设备", section="生产情况")
    define(cast, "别的", on_form=True)
    change_party(by=cast.seller, party=party, source="展会", **{machine: "车床"})

    def facts(person: Person) -> str:
        return (
            enter(fresh(person))
            .get(f"/customers/{party.pk}/")
            .content.decode()
            .split('id="left"')[1]
            .split('id="mid"')[0]
        )

    usual = facts(cast.seller)
    assert usual.index("来源") < usual.index("生产情况") < usual.index("车床")
    role = Role.objects.get(name="只看自己")
    boss = enter(cast.boss)
    form = {
        f"place-{machine}": "1",
        f"section-{machine}": "要紧的",
        f"form-{machine}": "on",
        "place-source": "2",
        "section-source": "要紧的",
    }
    assert boss.post(f"/settings/fields/layout/?kind=party&role={role.pk}", {**form, "deed": "save"}).status_code == 302
    mine = facts(cast.seller)
    assert mine.index("要紧的") < mine.index("车床") < mine.index("展会")
    assert "生产情况" not in mine
    assert "要紧的" not in facts(cast.boss)
    assert "要紧的" in boss.get(f"/settings/fields/layout/?role={role.pk}").content.decode()
    new = enter(fresh(cast.seller)).get("/customers/new/").content.decode()
    assert f'name="{machine}"' in new
    assert "别的" not in new
    hide(cast, machine)
    assert "车床" not in facts(cast.seller)
    assert "展会" in facts(cast.seller)
    boss.post(f"/settings/fields/layout/?kind=party&role={role.pk}", {"deed": "usual"})
    assert "要紧的" not in facts(cast.seller)


def test_the_timeline_tells_of_them_in_words(cast: Cast, party: Party) -> None:
    key = define(cast, "行当", "choice", choices=["机加工"])
    change_party(by=cast.seller, party=party, **{key: "机加工"})
    page = enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    assert "行当" in page
    assert "机加工" in page
    timeline = enter(cast.seller).get(f"/customers/{party.pk}/timeline/").content.decode()
    assert "把行当改成「机加工」" in timeline or "行当" in timeline
    assert key not in timeline


def test_a_roll_up_follows_what_it_counts(cast: Cast, party: Party) -> None:
    contact = add_contact(by=cast.seller, party=party, name="张三")
    people, visits = (
        define(cast, "人数", "roll_up", source="contacts.count"),
        define(cast, "拜访", "roll_up", source="visits.count"),
    )
    last, many = (
        define(cast, "最近", "roll_up", source="visits.last"),
        define(cast, "多人", "formula", formula="[人数] > 1"),
    )
    with pytest.raises(ValidationError):
        define(cast, "坏", "roll_up", source="nonsense")
    work_off()
    party.refresh_from_db()
    assert party.custom == {people: 1, many: False}
    add_contact(by=cast.seller, party=party, name="李四")
    visit = note_activity(by=cast.seller, party=party, kind="visit", text="谈了价", at=now())
    party.refresh_from_db()
    assert party.custom == {people: 2, many: True, visits: 1, last: timezone.localtime(now()).date().isoformat()}
    assert found(cast.seller, people, "ge", 2) == [party.pk]
    assert found(cast.seller, last, "today") == [party.pk]
    remove_contact(by=cast.seller, contact=contact)
    delete_activity(by=cast.seller, activity=visit)
    party.refresh_from_db()
    assert party.custom == {people: 1, many: False}
    with pytest.raises(ValidationError):
        change_party(by=cast.seller, party=party, **{people: 9})
    bring_in(cast, [{"name": "甲厂", "contact_name": [{"name": "王五", "phones": [], "mails": []}]}])
    assert Party.objects.get(name="甲厂").custom == {people: 1, many: False}


def test_two_choices_become_one_and_are_parted_again(cast: Cast, party: Party) -> None:
    key = define(cast, "行当", "choice", choices=["机加工", "机械加工", "模具"])
    several = define(cast, "设备", "choices", choices=["车床", "数控车床"])
    formula = define(cast, "算行当", "formula", formula="[行当]")
    other = create_party(by=cast.seller, name="昆山通力设备有限公司")
    change_party(by=cast.seller, party=party, **{key: "机械加工", several: ["车床", "数控车床"]})
    change_party(by=cast.seller, party=other, **{key: "机加工"})
    entries = {one.label: one for one in DictionaryEntry.objects.all()}
    address = f"/settings/lists/{entries['机加工'].dictionary_id}/"
    merging = {"deed": "merge", "entry": entries["机械加工"].pk, "into": entries["机加工"].pk}
    assert "算作「机加工」" in enter(cast.boss).post(address, merging, follow=True).content.decode()
    merge_choices(by=cast.boss, entry=entries["数控车床"], into=entries["车床"])
    party.refresh_from_db()
    assert party.custom[key] == "机械加工", "no record is touched"
    page = enter(cast.seller).get(f"/customers/{party.pk}/").content.decode()
    assert "机械加工" not in page.split('class="feed"')[0].split("<h2")[0]
    assert sorted(found(cast.seller, key, "eq", "机加工")) == [party.pk, other.pk]
    assert found(cast.seller, key, "ne", "机加工") == []
    column = next(one for one in columns_of("party", cast.seller) if one.key == several)
    assert column.cells([party.pk]) == {party.pk: "车床"}
    change_party(by=cast.seller, party=other, **{key: "机械加工", several: ["数控车床", "车床"]})
    other.refresh_from_db()
    assert (other.custom[key], other.custom[several]) == ("机加工", ["车床"]), (
        "who types the old word means the new one"
    )
    change_party(by=cast.seller, party=party, tier="B")
    change_party(by=cast.seller, party=party, **{key: "模具"})
    change_party(by=cast.seller, party=party, **{key: "机械加工"})
    party.refresh_from_db()
    assert party.custom[formula] == "机加工"
    retire_choice(by=cast.boss, entry=entries["机械加工"], retired=False)
    change_party(by=cast.seller, party=party, **{key: "机械加工"})
    assert found(cast.seller, key, "eq", "机械加工") == [party.pk]


def test_a_choice_is_merged_only_into_another_one_in_use(cast: Cast) -> None:
    define(cast, "行当", "choice", choices=["机加工", "机械加工", "模具"])
    one, other, gone = DictionaryEntry.objects.order_by("position")
    retire_choice(by=cast.boss, entry=gone)
    for entry, into in ((one, one), (one, gone)):
        with pytest.raises(NotTwoChoices):
            merge_choices(by=cast.boss, entry=entry, into=into)
    merge_choices(by=cast.boss, entry=one, into=other)
    with pytest.raises(NotTwoChoices):
        merge_choices(by=cast.boss, entry=other, into=one)


def test_a_rule_about_what_is_hidden_refuses_nothing(cast: Cast, party: Party) -> None:
    change_party(by=cast.boss, party=party, tier="A")
    key = define(cast, "设备", required_when={"field": "tier", "op": "eq", "value": "A"})
    hide(cast, "tier")
    change_party(by=fresh(cast.seller), party=party, **{key: "x"})
    change_party(by=fresh(cast.seller), party=party, **{key: ""})
    with pytest.raises(ValidationError):
        change_party(by=cast.boss, party=party, **{key: ""})


def test_a_search_by_the_words_of_a_formula_over_a_hidden_fact_finds_nothing(cast: Cast, party: Party) -> None:
    define(cast, "旧号", "formula", formula="[原系统编号]")
    change_party(by=cast.boss, party=party, external_id="金丝雀七号")
    asked = Party.objects.filter(matching(fresh(cast.seller), "party", "金丝雀七号"))
    assert list(asked) == [party]
    hide(cast, "external_id")
    assert not Party.objects.filter(matching(fresh(cast.seller), "party", "金丝雀七号")).exists()
