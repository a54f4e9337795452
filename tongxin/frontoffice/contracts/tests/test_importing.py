"""Contracts come in from a file, hold when they were signed, and go again."""

from datetime import date

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.registries import Choices
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.contracts.actions import change_contract, start_contract
from tongxin.frontoffice.contracts.actions.importing import check, draft, write
from tongxin.frontoffice.contracts.models import Contract
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import

SIGNED = date(2026, 1, 5)
LIST = """合同编号,客户名称,合同名称,合同类型,合同金额,签订日期,生效日期,到期日期,负责人
HT-2026-0001,恒润,年度供货,框架合同,68.6万,2026-01-05,2026-01-05,2125-12-31,李薇
OLD-7,恒润,维保,服务,12万,2020-01-01,2020-01-01,2020-12-31,
OLD-8,恒润,备件,,1000,,,,
OLD-9,没有这家,x,,1,,,,
OLD-10,恒润,倒了,,1,,2026-05-01,2026-01-01,
OLD-11,恒润,多少,,很多,,,,
,恒润,没编号,,1,,,,
"""


def bring(by: Person, text: str = LIST) -> Import:
    of = receive_file(by=by, name="合同.csv", pieces=[text.encode()], is_checked=False)
    assert of.target == "contracts", "by its headings"
    start_import(by=by, of=of, is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


@pytest.mark.alike
def test_contracts_come_in_hold_and_go_again(cast: Cast) -> None:
    firm = create_party(by=cast.seller, name="恒润")
    of = bring(cast.boss)
    found = {one.number: (one.state, one.kind, one.gross, one.owner.name) for one in Contract.objects.all()}
    assert found == {
        "HT-2026-0001": ("in_force", "framework", 68_600_000, "李薇"), "OLD-7": ("ended", "service", 12_000_000, "陈岚"),
        "OLD-8": ("draft", "sale", 100_000, "陈岚"),
    }  # fmt: skip
    assert not Contract.objects.get(number="OLD-7").clauses.exists(), "its words are on paper"
    assert start_contract(by=cast.seller, party=firm).number not in found, "no number is given twice"
    bring(cast.boss, LIST + "\n")
    assert Contract.objects.count() == 4
    change_contract(by=cast.boss, contract=Contract.objects.get(number="OLD-8"), title="备件（改）")
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert sorted(Contract.objects.filter(number__startswith="OLD").values_list("number", flat=True)) == ["OLD-8"]


def test_only_who_keeps_the_seal_brings_in_what_was_signed(cast: Cast) -> None:
    create_party(by=cast.seller, name="恒润")
    rows = [
        draft({"contract_number": "A", "contract_customer": "恒润", "contract_signed": day}, 1)
        for day in (SIGNED, None)
    ]
    assert [one.outcome for one in check(cast.seller, rows[:1], set()) + check(cast.seller, rows[1:], set())] == [
        "refused",
        "new",
    ]
    assert [one.outcome for one in write(cast.seller, rows[:1], "import:1", Choices())] == ["refused"]
