"""Figures of approvals: what they count, whom they show it, and that each leads to exactly its cases."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.approvals.actions import NotYours, answer, chase, start_approval, state_baseline
from tongxin.collab.approvals.models import Approval, Flow, Holder
from tongxin.collab.approvals.queries.figures import (
    Chosen,
    by_person,
    by_step,
    cases_of,
    decisions,
    month_at,
    months_until,
    where_it_sticks,
)
from tongxin.collab.approvals.rules.figuring import Decided, ninth_decile, row_of

pytestmark = pytest.mark.alike


@pytest.mark.parametrize(
    ("took", "ninth"), [([5], 5), (list(range(1, 11)), 9), (list(range(1, 21)), 18), ([1, 100], 100)]
)
def test_nine_in_ten_take_no_longer(took: list[int], ninth: int) -> None:
    assert ninth_decile(took) == ninth


def test_a_row_counts_cases_and_knows_what_was_promised() -> None:
    row = row_of([
        Decided(case=1, step="a", person=1, answer="agreed", took=30, minutes=60),
        Decided(case=2, step="a", person=1, answer="refused", took=90, minutes=60),
        Decided(case=3, step="a", person=2, answer="agreed", took=10, is_changed=True),
        Decided(case=3, step="a", person=3, answer="agreed", took=20),
    ])  # fmt: skip
    assert (row.median, row.ninth, len(row.cases), row.on_time, row.not_as_asked) == (25, 90, 3, 50, 67)
    assert (row.late, row.refused, row.changed) == ({2}, {2}, {3})


@pytest.fixture
def decided(cast: Cast) -> Cast:
    """Three requests of the seller, one of the south: agreed late, refused, waiting; agreed."""
    flow = Flow.objects.get(key="general")
    made = [
        start_approval(by=who, flow=flow, title=f"{n}", facts={})
        for n, who in enumerate([cast.seller] * 3 + [cast.south])
    ]
    chase(by=cast.seller, approval=made[0])
    answer(by=cast.manager, approval=made[0], deed="agree")
    answer(by=cast.manager, approval=made[1], deed="refuse", reason="x")
    answer(by=cast.boss, approval=made[3], deed="agree")
    Holder.objects.filter(approval=made[0]).update(took_minutes=900)
    Holder.objects.filter(approval=made[2]).update(due_at=now() - timedelta(hours=1))
    return cast


def month(**more):  # type: ignore[no-untyped-def]
    since, until = month_at("")
    return Chosen(since=since, until=until, **more)


def test_figures_are_those_of_the_cases_that_one_may_see(decided: Cast) -> None:
    everything, own = decisions(decided.boss, month()), decisions(decided.manager, month())
    assert (len(everything), len(own), decisions(decided.clerk, month())) == (3, 2, [])
    ((flow, node, _name, row),) = by_step(own)
    assert (flow.key, node, len(row.cases), len(row.refused), len(row.late), row.on_time) == (
        "general",
        "superior",
        2,
        1,
        1,
        50,
    )
    assert next((who.name, len(row.cases)) for who, row in by_person(everything)) == ("周启明", 2)
    (this,) = months_until(decided.boss, month())
    assert (len(this.cases), this.chases, len(this.chased), len(this.rework)) == (3, 1, 1, 0)
    (held,) = where_it_sticks(decided.boss)
    assert (held.person, held.cases, held.overdue) == (decided.manager, 1, 1)
    counts = {
        what: cases_of(decided.boss, month(what=what)).count()
        for what in ("decided", "late", "refused", "changed", "ended", "chased", "open", "overdue")
    }
    assert counts == {
        "decided": 3,
        "late": 1,
        "refused": 1,
        "changed": 0,
        "ended": 3,
        "chased": 1,
        "open": 1,
        "overdue": 1,
    }
    assert cases_of(decided.clerk, month(what="ended")).count() == 0


def test_every_number_on_the_page_leads_to_as_many_cases(decided: Cast) -> None:
    for who in (decided.boss, decided.manager):
        client = Client()
        client.force_login(who)
        page = client.get("/flows/figures/").content.decode()
        links = re.findall(r'<a class="link[^"]*" href="(/flows/figures/cases/[^"]*)">\s*(\d+)', page)
        assert len(links) > 10
        for address, number in links:
            cases = client.get(address.replace("&amp;", "&")).content.decode()
            assert re.search(rf'class="tag num">{number}<', cases), (address, number)


def test_what_was_entered_later_and_drafts_are_no_figures(decided: Cast) -> None:
    Approval.objects.update(is_entered_later=True)
    assert decisions(decided.boss, month()) == []
    assert months_until(decided.boss, month()) == []


def test_the_time_before_is_stated_and_marked_as_such(cast: Cast) -> None:
    with pytest.raises(NotYours):
        state_baseline(by=cast.seller, minutes=960)
    price_ = start_approval(by=cast.seller, flow=Flow.objects.get(key="general"), title="x", facts={})
    answer(by=cast.manager, approval=price_, deed="agree")
    boss, seller = Client(), Client()
    boss.force_login(cast.boss)
    seller.force_login(cast.seller)
    assert seller.get("/flows/figures/before/").status_code in (403, 404)
    typed = {"hours": "16", "on_time": "40", "chases": "3.5", "counted": "翻了 20 单邮件", "once": "1"}
    assert boss.post("/flows/figures/before/", typed).status_code == 302
    page = seller.get("/flows/figures/").content.decode()
    assert ("自己填的" in page, "由 陈岚 填写" in page, "翻了 20 单邮件" in page) == (True, True, True)
    assert "2 个工作日" in page
    assert "3.5" in page
