"""A list of a fair comes in as leads, and goes again."""

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.activities.models import Step
from tongxin.frontoffice.leads.actions import answer_lead
from tongxin.frontoffice.leads.models import Lead
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import report_of

LIST = """姓名,公司,手机,城市,来源,需求
马志远,澄江水务,13800138000,江阴,展会,蝶阀 60 台
李想,,13900139000,苏州,抖音,
,,13700137000,,,没写是谁
马志远,澄江水务,13800138000,江阴,展会,又来一次
"""


def bring(cast: Cast) -> Import:
    of = receive_file(by=cast.seller, name="展会.csv", pieces=[LIST.encode()], target="leads", is_checked=False)
    of = start_import(by=cast.seller, of=of, is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


@pytest.mark.alike
def test_a_list_comes_in_as_leads_and_goes_again(cast: Cast) -> None:
    of = bring(cast)
    report = report_of(of)
    assert (report["created"], report["unchanged"], [one["row"] for one in report["rejected"]]) == (2, 1, [4])
    assert [one for one in report["warnings"] if "抖音" in one]
    ma = Lead.objects.get(name="马志远")
    assert (ma.company, ma.city, ma.owner, ma.source is not None) == ("澄江水务", "江阴", cast.seller, True)
    again = bring(cast)
    assert (again.created, again.unchanged) == (0, 3)
    answer_lead(by=cast.seller, lead=ma, kind="call", text="要报价")
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    of.refresh_from_db()
    assert (list(Lead.objects.all()), of.undone["deleted"], of.undone["kept_count"]) == ([ma], 1, 1)
    assert Step.objects.filter(text__contains="李想").count() == 0
