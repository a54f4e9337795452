"""Targets come in from a file, and go again."""

import pytest

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.people.models import Person
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.actions.importing import check, draft
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import periods_of, read_period
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import report_of

YEAR, FIRST, *_MORE = [*periods_of(2026, "year"), *periods_of(2026, "quarter")]
LIST = """部门,人员,指标,产品,期间,目标值
华东大区,,赢单额,,2026年,320万
,李薇,,蝶阀,2026年第一季度,50万
苏州,,Visits,,2026-03,12
苏州,,赢单额,,2026年,80万
没有的部门,,,,2026,1万
苏州,,,,去年,1万
苏州,,心情,,2026,1万
苏州,,拜访,蝶阀,2026,3
苏州,,,,2026,
苏州,,赢单额,,2026,70万
"""


def bring(by: Person, text: str, **decided: str) -> Import:
    of = receive_file(by=by, name="目标.csv", pieces=[text.encode()], target="targets", is_checked=False)
    Import.objects.filter(pk=of.pk).update(choices={**of.choices, **decided})
    start_import(by=by, of=Import.objects.get(pk=of.pk), is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


def standing() -> dict[tuple[str, str, str], int]:
    return {(one.measure, str(one.person or one.unit), one.product): one.value for one in Target.objects.all()}


@pytest.mark.alike
def test_targets_come_in_and_go_again(cast: Cast) -> None:
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(YEAR, "60万", unit=cast.suzhou)])
    of = bring(cast.boss, LIST)
    report = report_of(of)
    before = {("won", "苏州", ""): 60_000_000}
    came = {("won", "华东大区", ""): 320_000_000, ("won", "李薇", "蝶阀"): 50_000_000, ("visits", "苏州", ""): 12}
    assert standing() == before | came
    assert [one["row"] for one in report["rejected"]] == [6, 7, 8, 9, 10]
    assert (report["created"], report["unchanged"]) == (3, 1)
    over = bring(cast.boss, "部门,期间,目标值\n苏州,2026,70万\n华东大区,2026,320万\n", existing="overwrite")
    assert (over.updated, over.unchanged, standing()["won", "苏州", ""]) == (1, 1, 70_000_000)
    set_targets(by=cast.boss, measure="won", product="蝶阀", wanted=[Wanted(FIRST, "51万", person=cast.seller)])
    for one in (over, of):
        undo_import(by=cast.boss, of=one, at=now())
        work_off()
        one.refresh_from_db()
    assert standing() == before | {("won", "李薇", "蝶阀"): 51_000_000}
    assert [(one.undone["deleted"], one.undone["restored"], one.undone["kept_count"]) for one in (over, of)] == [(0, 1, 0), (2, 0, 1)]  # fmt: skip


def test_a_file_sets_targets_only_for_those_whom_one_leads(cast: Cast) -> None:
    of = bring(fresh(cast.manager), "部门,人员,期间,目标值\n苏州,,2026,9万\n华南大区,,2026,9万\n,何静,2026,9万\n")
    assert ([one["row"] for one in report_of(of)["rejected"]], standing()) == ([3, 4], {("won", "苏州", ""): 9_000_000})


def test_a_look_before_says_what_would_become_of_each_row(cast: Cast) -> None:
    set_targets(by=cast.boss, measure="won", wanted=[Wanted(YEAR, "60万", unit=cast.suzhou)])
    rows = [("苏州", "60万"), ("苏州", "70万"), ("华东大区", "70万"), ("华东大区", "80万"), ("华南大区", "1万")]
    drafts = [draft({"target_unit": unit, "target_period": "2026", "target_value": value}, row) for row, (unit, value) in enumerate(rows)]  # fmt: skip
    told = [check(fresh(cast.manager), [one], set()).pop().outcome for one in drafts]
    assert told == ["same", "update", "new", "new", "refused"]
    seen: set[int] = set()
    assert [check(cast.boss, [one], seen).pop().outcome for one in drafts[2:4]] == ["new", "twice"]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2026", "2026-01-01", "2027-01-01"), ("2026 年度", "2026-01-01", "2027-01-01"), ("2026Q4", "2026-10-01", "2027-01-01"),
        ("Q2 2026", "2026-04-01", "2026-07-01"), ("2026年三季度", "2026-07-01", "2026-10-01"), ("2026/12", "2026-12-01", "2027-01-01"),
        ("2026年2月", "2026-02-01", "2026-03-01"), ("2026-02-01", "2026-02-01", "2026-03-01"),
    ],
)  # fmt: skip
def test_periods_are_read(text: str, begins: str, ends: str) -> None:
    found = read_period(text)
    assert found
    assert [str(day) for day in found] == [begins, ends]


@pytest.mark.parametrize("text", ["", "2026Q5", "2026-13", "2026-02-03", "1999", "去年", "2026-0"])
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    assert read_period(text) is None
