"""The reference case by the clock: nobody phones, the system reminds and tells who is above; who is away holds nothing up."""

from datetime import timedelta

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.approvals.actions import answer, delegate, start_approval
from tongxin.collab.approvals.models import Flow, Timer
from tongxin.collab.approvals.tests.test_deciding import holders
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.notices.models import Notice


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=f"approval.{kind}").values_list("person__name", flat=True))


def test_it_reminds_escalates_and_is_decided_by_the_deputy(cast: Cast) -> None:
    facts = {"product": "DN200", "quantity": "120", "list_price": "5200", "price": "4180", "reason": "对手报 4150"}
    flow = Flow.objects.get(key="special_price")
    approval = start_approval(by=cast.clerk, flow=flow, title="", facts=facts, initiator=cast.seller)
    work_off()
    assert (holders(approval), told("turn")) == (["周启明"], ["周启明"])
    for mark, kind, people in (
        ("remind", "remind", ["周启明"]), ("due", "due", ["周启明"]), ("escalate", "late", ["李薇", "陈岚"]),
    ):  # fmt: skip
        with replaying(Timer.objects.get(mark=mark).at):
            work_off()  # nobody does anything: the queue wakes by itself
        assert told(kind) == sorted(people), mark
    delegate(by=cast.manager, person=cast.manager, to=cast.south, starts_at=now(), ends_at=now() + timedelta(days=3))
    answer(by=cast.south, approval=approval, deed="agree")
    answer(by=cast.boss, approval=approval, deed="agree")
    work_off()
    assert told("agreed-end") == ["孙倩", "李薇"], "both who asked and who entered it"
    row = approval.holders.get(person=cast.manager)
    assert (row.acted_by, row.took_minutes is not None) == (cast.south, True)
