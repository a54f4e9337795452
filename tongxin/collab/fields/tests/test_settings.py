"""The pages by which an administrator fits the product to the firm."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.registries import subject_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import (
    FormulaLoop,
    LabelTaken,
    NoSuchKind,
    WrongFormula,
    change_field,
    define_field,
    retire_field,
)
from tongxin.collab.fields.models import CustomField, Dictionary
from tongxin.collab.fields.queries import open_fields
from tongxin.collab.fields.queries.describing import described_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def define(cast: Cast, label: str, type: str = "text", **more: object) -> CustomField:
    return define_field(by=cast.boss, kind="party", label=label, type=type, **more)


def test_only_administrators_come_in(cast: Cast) -> None:
    field = define(cast, "设备")
    for person in (cast.seller, cast.manager, cast.clerk):
        for path in ("", "new/", f"{field.pk}/"):
            assert enter(person).get(f"/settings/fields/{path}").status_code == 403
        with pytest.raises(PermissionDenied):
            define_field(by=person, kind="party", label="别的", type="text")
    assert enter(cast.boss).get("/settings/fields/").status_code == 200


def test_each_type_has_its_own_form(cast: Cast) -> None:
    boss = enter(cast.boss)
    assert "自动编号" in boss.get("/settings/fields/new/").content.decode()
    for type, asked in (
        ("number", "decimals"),
        ("money", "currency"),
        ("serial", "pattern"),
        ("choice", "choices"),
        ("formula", "formula"),
    ):
        page = boss.get(f"/settings/fields/new/?type={type}").content.decode()
        assert f'name="{asked}"' in page
    answer = boss.post("/settings/fields/new/?type=serial", {"label": "编号", "pattern": "KH"})
    assert answer.status_code == 422
    assert "KH-{yyyy}-{0001}" in answer.content.decode()
    assert not CustomField.objects.exists()


def test_a_field_is_known_by_the_pinyin_of_its_first_name_for_ever(cast: Cast) -> None:
    field = define(cast, "设备型号")
    assert field.key == "c_she_bei_xing_hao"
    field = change_field(by=cast.boss, field=field, label="机床型号")
    assert (field.key, field.label) == ("c_she_bei_xing_hao", "机床型号")
    assert define(cast, "设备型号").key == "c_she_bei_xing_hao_2"
    assert Entry.objects.filter(name="field.changed").get().before == {"label": "设备型号"}


@pytest.mark.parametrize("label", ["", "  ", "a[b]", "机床型号", "等级", "“引”"])
def test_a_name_is_there_once_and_holds_no_brackets(cast: Cast, label: str) -> None:
    define(cast, "机床型号")
    with pytest.raises(ValidationError):
        define(cast, label)


def test_what_carries_no_fields_says_so(cast: Cast) -> None:
    with pytest.raises(NoSuchKind):
        define_field(by=cast.boss, kind="person", label="x", type="text")
    assert "party" in subject_kinds


def test_a_formula_is_kept_by_keys_and_shown_by_names(cast: Cast) -> None:
    count = define(cast, "数量", "number")
    total = define(cast, "总数", "formula", formula="[数量] * 2 & [等级]")
    assert total.formula == f"[{count.key}] * 2 & [tier]"
    change_field(by=cast.boss, field=count, label="台数")
    page = enter(cast.boss).get(f"/settings/fields/{total.pk}/").content.decode()
    assert "[台数] * 2 &amp; [等级]" in page
    form = {"label": "总数", "formula": "[台数] * 3", "decimals": 1, "version": total.version}
    assert enter(cast.boss).post(f"/settings/fields/{total.pk}/", form).status_code == 302
    total.refresh_from_db()
    assert (total.formula, total.decimals, total.result) == (f"[{count.key}] * 3", 1, "number")
    assert enter(cast.boss).post(f"/settings/fields/{total.pk}/", form).status_code == 422


def test_a_circle_is_refused_by_the_names_it_runs_through(cast: Cast) -> None:
    define(cast, "数量", "number")
    first = define(cast, "甲", "formula", formula="[数量] + 1")
    define(cast, "乙", "formula", formula="[甲] + 1")
    define(cast, "丙", "formula", formula="[乙] + 1")
    with pytest.raises(FormulaLoop) as caught:
        change_field(by=cast.boss, field=first, formula="[丙] * 2")
    assert "甲 → 丙 → 乙 → 甲" in caught.value.messages[0]
    with pytest.raises(FormulaLoop):
        change_field(by=cast.boss, field=first, formula="[甲]")
    with pytest.raises(FormulaLoop):
        define(cast, "自己", "formula", formula="[自己] + 1")


def test_the_editor_says_while_typing_what_comes_out_or_where_it_is_wrong(cast: Cast) -> None:
    define(cast, "数量", "number")
    boss = enter(cast.boss)
    right = boss.post("/settings/fields/formula/?kind=party", {"formula": "[数量] * 2"}).content.decode()
    assert "结果是数字" in right
    wrong = boss.post("/settings/fields/formula/?kind=party", {"formula": "1 + [名字] <b>"}).content.decode()
    assert "<mark>" in wrong
    assert "<b>" not in wrong
    with pytest.raises(WrongFormula) as caught:
        define(cast, "坏", "formula", formula="[数量] + [没有]")
    assert (caught.value.at, caught.value.end) == (7, 11)


def test_fields_move_retire_and_come_back(cast: Cast) -> None:
    first, second = define(cast, "甲", "number"), define(cast, "乙")
    define(cast, "丙", "formula", formula="[甲] + 1")
    boss = enter(cast.boss)
    boss.post(f"/settings/fields/{second.pk}/place/", {"way": "up"})
    assert [one.label for one in open_fields(cast.boss, "party")] == ["乙", "甲", "丙"]
    assert "丙" in boss.get(f"/settings/fields/{first.pk}/").content.decode().split("停用这个字段")[1]
    assert boss.post(f"/settings/fields/{first.pk}/retirement/").status_code == 302
    assert described_fields("party")["lines"][1].broken == ["甲"]
    assert "甲 已停用" in boss.get("/settings/fields/").content.decode()
    assert define(cast, "甲").key == "c_jia_2"
    assert boss.post(f"/settings/fields/{first.pk}/comeback/").status_code == 302
    assert CustomField.objects.get(pk=first.pk).retired_at is not None
    with pytest.raises(LabelTaken):
        change_field(by=cast.boss, field=second, label="甲")


def test_erasing_asks_twice(cast: Cast) -> None:
    field = define(cast, "甲")
    boss = enter(cast.boss)
    boss.post(f"/settings/fields/{field.pk}/erasure/", {"sure": "1"})
    retire_field(by=cast.boss, field=field)
    boss.post(f"/settings/fields/{field.pk}/erasure/")
    field.refresh_from_db()
    assert field.purged_at is None
    boss.post(f"/settings/fields/{field.pk}/erasure/", {"sure": "1"})
    field.refresh_from_db()
    assert field.purged_at is not None
    assert boss.get(f"/settings/fields/{field.pk}/").status_code == 404


def test_rights_are_given_where_the_field_is_made(cast: Cast) -> None:
    field = define(cast, "底价")
    role = Role.objects.get(name="只看自己")
    enter(cast.boss).post(f"/settings/fields/{field.pk}/rights/", {f"role-{role.pk}": "hidden", "role-9999": "read"})
    assert Role.objects.get(pk=role.pk).fields == {"party": {field.key: "hidden"}}
    assert open_fields(Person.objects.get(pk=cast.seller.pk), "party") == []
    assert "底价" in enter(cast.boss).get(f"/settings/roles/{role.pk}/").content.decode()
    enter(cast.boss).post(f"/settings/fields/{field.pk}/rights/", {f"role-{role.pk}": "write"})
    assert Role.objects.get(pk=role.pk).fields == {}


def test_a_list_of_choices_is_kept_on_its_own_page(cast: Cast) -> None:
    field = define(cast, "行当", "choice", choices=["机加工", "模具", ""])
    found, path = field.dictionary, f"/settings/lists/{field.dictionary_id}/"
    assert isinstance(found, Dictionary)
    boss = enter(cast.boss)

    def do(deed: str, label: str = "", entry: str = "") -> None:
        number = found.entries.get(key=entry).pk if entry else ""
        assert boss.post(path, {"deed": deed, "label": label, "entry": number}).status_code == 302

    do("add", "注塑")
    do("add", "模具")
    do("add", "甲、乙")
    do("rename", "机械加工", "机加工")
    do("up", entry="注塑")
    do("retire", entry="模具")
    field = CustomField.objects.whole().get(pk=field.pk)
    assert field.offered == [("机加工", "机械加工"), ("注塑", "注塑")]
    assert field.labels["模具"] == "模具"
    do("restore", entry="模具")
    other = define(cast, "次要行当", "choices", dictionary=found.pk)
    assert [label for _key, label in CustomField.objects.whole().get(pk=other.pk).offered] == [
        "机械加工",
        "注塑",
        "模具",
    ]
    assert "次要行当" in boss.get(path).content.decode()
    with pytest.raises(ValidationError):
        define(cast, "空的", "choice", choices=["", " "])


def test_what_an_administrator_does_reads_in_the_audit_trail(cast: Cast) -> None:
    field = define(cast, "设备", "choice", choices=["车床"])
    retire_field(by=cast.boss, field=field)
    names = set(Entry.objects.filter(kind__in=["field", "dictionary"]).values_list("name", flat=True))
    assert names == {"field.defined", "field.retired"}
