"""From a dropped file to records, and back."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.actions import add_contact, create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.actions import (
    MayNotUndo,
    NothingToBringIn,
    TooLate,
    receive_file,
    set_mapping,
    start_import,
    undo_import,
)
from tongxin.interfaces.imports.models import Import, RememberedMapping
from tongxin.interfaces.imports.queries import kept_path, report_of
from tongxin.interfaces.imports.tests.bringing import LEDGER, bring_in, csv_bytes, drop

ROWS = [
    ("苏州恒润精密机械有限公司", "张三", "13800138000", "苏州", "老板爱喝茶"),
    ("澄江水务集团有限公司", "沈丽", "1390013900", "江阴", ""),
    ("", "", "", "", "没有名字"),
    ("远东泵业有限公司", "钱工", "13700137000", "常州", "月底付款"),
]


def state() -> str:
    """Everything that an import may touch, byte for byte."""
    models = apps.get_app_config("parties").get_models()
    tables = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return json.dumps(tables, default=str, ensure_ascii=False, sort_keys=True)


def test_a_ledger_comes_in_and_every_value_left_out_is_named(cast: Cast) -> None:
    of = bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    assert of.state == Import.State.DONE
    report = report_of(of)
    assert (report["rows"], report["created"], report["updated"]) == (4, 3, 0)
    assert [(one["row"], one["column"], one["value"]) for one in report["rejected"]] == [
        (3, "手机", "1390013900"),
        (4, "单位名称", ""),
    ]
    assert "11" in report["rejected"][0]["reason"]
    assert Party.objects.get(name="澄江水务集团有限公司").contacts.get().person.name == "沈丽"
    assert {(one["column"], one["field"]) for one in report["mapping"]} >= {("单位名称", "name"), ("备注", "note")}
    assert set(report) == {
        "id", "file", "rows", "created", "updated", "unchanged", "merged", "rejected", "warnings", "mapping", "seconds",
    }  # fmt: skip


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    before = state()
    of = bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    assert (of.created, of.updated, of.unchanged) == (0, 0, 3)
    assert state() == before


def test_a_preview_tells_and_writes_nothing(cast: Cast) -> None:
    create_party(by=cast.boss, name="远东泵业有限公司", city="常州")
    before = state()
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    assert of.state == Import.State.CHECKED
    assert of.preview["is_whole"]
    counts = of.preview["counts"]
    assert (counts["new"], counts["update"], counts["refused"], counts["wrong"]) == (2, 1, 1, 1)
    [example] = of.preview["examples"]["update"]
    assert (example["title"], example["row"]) == ("远东泵业有限公司", 5)
    assert state() == before


def test_what_is_owned_elsewhere_is_named_only_by_its_unit(cast: Cast) -> None:
    create_party(by=cast.south, name="珠江阀门有限公司", note="秘密")
    of = drop(fresh(cast.seller), csv_bytes(("客户名称", "行业"), [("珠江阀门有限公司", "泵业")]))
    [example] = of.preview["examples"]["elsewhere"]
    assert "华南大区" in example["reason"]
    assert (example["title"], example["record"]) == ("", None)
    start_import(by=fresh(cast.seller), of=of)
    work_off()
    [rejection] = Import.objects.get(pk=of.pk).rejections.all()
    assert (rejection.value, rejection.is_row) == ("珠江阀门有限公司", True)
    assert "秘密" not in rejection.reason


def test_twenty_rows_first_then_the_rest(cast: Cast) -> None:
    rows = [(f"客户{n}号机械厂", "", "", "苏州", "") for n in range(50)]
    of = start_import(by=cast.boss, of=drop(cast.boss, csv_bytes(LEDGER, rows)), rows=20)
    work_off()
    of.refresh_from_db()
    assert (of.state, of.read, Party.objects.count()) == (Import.State.PAUSED, 20, 20)
    start_import(by=cast.boss, of=of)
    work_off()
    of.refresh_from_db()
    assert (of.state, of.read, of.created, Party.objects.count()) == (Import.State.DONE, 50, 50, 50)


def test_undo_through_the_whole_pipeline_restores_every_byte(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="远东泵业有限公司", points={"phone": ["13900139000"]})
    add_contact(by=cast.boss, party=party, name="钱工")
    before = state()
    rows = [*ROWS, *((f"客户{n}号机械厂", f"张{n}", "", "苏州", "") for n in range(1200))]
    of = bring_in(cast.boss, csv_bytes(LEDGER, rows))
    assert (of.created, of.updated) == (1202, 1)
    assert state() != before
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    of.refresh_from_db()
    assert (of.state, of.undone["deleted"], of.undone["restored"], of.undone["kept"]) == (
        Import.State.UNDONE,
        1202,
        1,
        [],
    )
    assert state() == before


def test_only_the_importer_or_an_administrator_takes_it_back_and_only_for_thirty_days(cast: Cast) -> None:
    of = bring_in(fresh(cast.colleague), csv_bytes(LEDGER, ROWS))
    for person in (cast.seller, cast.clerk, cast.stranger, cast.left):
        with pytest.raises(MayNotUndo):
            undo_import(by=fresh(person), of=of, at=now())
    with pytest.raises(TooLate):
        undo_import(by=cast.boss, of=of, at=of.undo_until.replace(year=of.undo_until.year + 1))
    assert Import.objects.get(pk=of.pk).state == Import.State.DONE
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert Import.objects.get(pk=of.pk).state == Import.State.UNDONE


def test_whoever_may_not_add_customers_may_not_drop_a_file(cast: Cast) -> None:
    for person in (cast.clerk, cast.stranger, cast.left):
        with pytest.raises(PermissionDenied):
            drop(fresh(person), csv_bytes(LEDGER, ROWS))
    assert not Import.objects.exists()
    assert not list(kept_path("0" * 64).parents[1].glob("*/*"))


def test_a_file_in_which_nothing_is_a_name_is_not_brought_in(cast: Cast) -> None:
    of = drop(cast.boss, csv_bytes(("数量", "单价"), [("3", "15"), ("4", "20")]))
    with pytest.raises(NothingToBringIn):
        start_import(by=cast.boss, of=of)
    assert Import.objects.get(pk=of.pk).state == Import.State.CHECKED


def test_pressing_twice_starts_one_job(cast: Cast) -> None:
    of = drop(cast.boss, csv_bytes(LEDGER, ROWS))
    first = start_import(by=cast.boss, of=of)
    second = start_import(by=cast.boss, of=of)
    assert first.job_id == second.job_id
    work_off()
    assert Job.objects.filter(name="imports.run").count() == 1
    assert Party.objects.count() == 3 + 3


def test_an_import_whose_job_is_gone_was_stopped_and_goes_on_when_asked(cast: Cast) -> None:
    of = start_import(by=cast.boss, of=drop(cast.boss, csv_bytes(LEDGER, ROWS)))
    Job.objects.all().delete()
    of.refresh_from_db()
    assert (of.state, of.condition, of.is_at_work) == (Import.State.RUNNING, Import.State.PAUSED, False)
    start_import(by=cast.boss, of=of)
    work_off()
    of.refresh_from_db()
    assert (of.condition, Party.objects.count()) == (Import.State.DONE, 3 + 3)


def test_a_return_whose_job_is_gone_was_given_up_and_goes_on_when_asked(cast: Cast) -> None:
    of = undo_import(by=cast.boss, of=bring_in(cast.boss, csv_bytes(LEDGER, ROWS)), at=now())
    Job.objects.all().delete()
    of.refresh_from_db()
    assert of.condition == Import.State.FAILED
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    of.refresh_from_db()
    assert (of.condition, Party.objects.count()) == (Import.State.UNDONE, 0)


def test_dropping_the_same_file_twice_is_one_import(cast: Cast) -> None:
    assert drop(cast.boss, csv_bytes(LEDGER, ROWS)).pk == drop(cast.boss, csv_bytes(LEDGER, ROWS)).pk


def test_what_columns_meant_is_remembered_for_the_same_headings(cast: Cast) -> None:
    content = csv_bytes(("抬头", "神秘"), [("恒润精密机械", "泵业"), ("远东泵业", "阀门")])
    of = drop(cast.boss, content)
    set_mapping(by=cast.boss, of=of, fields={"抬头": "name", "神秘": "industry"})
    start_import(by=cast.boss, of=of)
    work_off()
    assert RememberedMapping.objects.count() == 1
    again = drop(cast.manager, csv_bytes(("神秘", "抬头"), [("水务", "金陵热电厂")]), "新台账.csv")
    assert [(one["column"], one["field"], one["confidence"]) for one in again.mapping] == [
        ("神秘", "industry", 1.0),
        ("抬头", "name", 1.0),
    ]


def test_a_short_name_of_a_colleague_is_asked_and_then_understood(cast: Cast) -> None:
    content = csv_bytes(("单位名称", "负责人"), [("恒润精密机械厂", "小李"), ("远东泵业厂", "赵航")])
    of = drop(cast.boss, content)
    assert of.preview["people"] == ["小李"]
    assert "李薇" in of.preview["wrong"][0]["reason"]
    fields = {entry["column"]: entry["field"] for entry in of.mapping}
    of = set_mapping(by=cast.boss, of=of, fields=fields, people={"小李": cast.seller.pk})
    assert of.preview["people"] == []
    start_import(by=cast.boss, of=of)
    work_off()
    assert Party.objects.get(name="恒润精密机械厂").owner == cast.seller
    assert Party.objects.get(name="远东泵业厂").owner == cast.colleague


def test_the_journal_tells_of_the_import_itself(cast: Cast) -> None:
    of = bring_in(cast.boss, csv_bytes(LEDGER, ROWS))
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    names = Entry.objects.filter(kind="import", subject_id=of.pk).order_by("id").values_list("name", flat=True)
    assert list(names) == ["import.started", "import.done", "import.undone"]


def test_a_large_file_is_looked_through_by_a_job(cast: Cast) -> None:
    rows = [(f"客户{n}号机械厂", "", "", "苏州", "") for n in range(700)]
    of = receive_file(by=cast.boss, name="大.csv", pieces=[csv_bytes(LEDGER, rows)])
    assert not of.preview["is_whole"]
    work_off()
    of.refresh_from_db()
    assert (of.preview["is_whole"], of.preview["counts"]["new"], of.rows) == (True, 700, 700)
