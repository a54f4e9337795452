"""What a file says comes next, and to which group somebody belongs, becomes steps and links."""

from datetime import date

from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.registries import import_targets, subject_kinds
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.activities.actions import finish_step
from tongxin.directory.activities.models import Step
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.actions import undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.tests.bringing import bring_in, csv_bytes

HEADINGS = ("单位名称", "业务员", "下一步计划", "下次跟进时间", "母公司")
ROWS = [
    ("苏州恒润精密机械有限公司", "李薇", "送样品", "2026-12-01", "恒润集团"),
    ("恒润集团", "", "", "", ""),
    ("无锡长江化工股份有限公司", "", "", "2026-12-03", "查无此家集团"),
    ("常州中泰水处理工程有限公司", "", "问付款", "", "太湖控股"),
]


def brought(cast: Cast, rows: list[tuple[str, ...]] = ROWS) -> Import:
    return bring_in(cast.boss, csv_bytes(HEADINGS, rows))


def steps() -> list[tuple[str, str, date | None, str]]:
    rows = Step.objects.order_by("id").select_related("party", "owner")
    return [(step.party.name[:2], step.text, step.due_on, step.owner.name) for step in rows]


def test_next_steps_are_planned_for_the_owner(cast: Cast) -> None:
    brought(cast)
    assert steps() == [
        ("苏州", "送样品", date(2026, 12, 1), "李薇"),
        ("无锡", "联系一下", date(2026, 12, 3), "陈岚"),
        ("常州", "问付款", None, "陈岚"),
    ]
    party = Party.objects.get(name__startswith="苏州")
    assert (party.next_step, party.note) == ("送样品", "")


def test_the_same_file_again_plans_nothing_twice_not_even_what_is_done(cast: Cast) -> None:
    brought(cast)
    finish_step(by=cast.boss, step=Step.objects.get(text="问付款"))
    brought(cast)
    assert len(steps()) == 3


def test_a_parent_company_becomes_a_link_and_one_that_nobody_bears_a_note(cast: Cast) -> None:
    known = create_party(by=cast.boss, name="太湖控股")
    create_party(by=cast.boss, name="常州中泰水处理工程有限公司")
    brought(cast)
    parents = dict(Party.objects.values_list("name", "parent__name"))
    assert parents["苏州恒润精密机械有限公司"] == "恒润集团"
    assert parents["常州中泰水处理工程有限公司"] == known.name
    assert parents["无锡长江化工股份有限公司"] is None
    assert Party.objects.get(name__startswith="无锡").note == "上级公司：查无此家集团"


def test_nobody_belongs_to_himself_not_even_through_others(cast: Cast) -> None:
    brought(
        cast,
        [
            ("甲厂", "", "", "", "乙厂"),
            ("乙厂", "", "", "", "丙厂"),
            ("丙厂", "", "", "", "甲厂"),
            ("丁厂", "", "", "", "丁厂"),
        ],
    )
    parents = dict(Party.objects.values_list("name", "parent__name"))
    assert parents == {"甲厂": "乙厂", "乙厂": "丙厂", "丙厂": None, "丁厂": None}


def test_a_parent_out_of_sight_stays_a_name(cast: Cast) -> None:
    create_party(by=cast.south, name="太湖控股")
    bring_in(cast.colleague, csv_bytes(HEADINGS, [ROWS[3]]))
    party = Party.objects.get(name__startswith="常州")
    assert (party.parent, party.note) == (None, "上级公司：太湖控股")


def test_all_of_it_goes_when_the_import_is_taken_back(cast: Cast) -> None:
    create_party(by=cast.boss, name="太湖控股")
    create_party(by=cast.boss, name="常州中泰水处理工程有限公司")
    before = list(Party.objects.order_by("id").values())
    of = brought(cast)
    assert len(steps()) == 3
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert steps() == []
    assert list(Party.objects.order_by("id").values()) == before


def test_a_customer_whose_step_was_done_is_kept(cast: Cast, client: Client) -> None:
    of = brought(cast)
    finish_step(by=cast.boss, step=Step.objects.get(text="送样品"))
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert [name for name, *_rest in steps()] == ["苏州"]
    (kept,) = Import.objects.get(pk=of.pk).undone["kept"]
    assert kept["title"][:2] == "苏州"
    client.force_login(cast.boss)
    page = f"/imports/{of.pk}/"
    assert f'href="/customers/{kept["id"]}/">苏州' in client.get(page).content.decode()
    Import.objects.filter(pk=of.pk).update(target="targets")  # a record without a page of its own
    assert f'href="/customers/{kept["id"]}/">' not in client.get(page).content.decode()
    assert all(target.makes in ("", *subject_kinds.names()) for target in import_targets)
