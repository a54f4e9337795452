"""What the made-up firm has contracts about: one that ends soon, one that waits for its decision, one to seal, one that is being written."""

from datetime import date, datetime, timedelta

from tongxin.base import clock
from tongxin.base.clock import replaying
from tongxin.collab.approvals.actions import answer
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import (
    ask_for_seal,
    change_contract,
    contract_order,
    note_signed,
    plan_milestone,
    reach_milestone,
    seal_contract,
    settle_all,
    start_contract,
    write_clauses,
)
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.orders.models import Order
from tongxin.project.care.demo.firm import Firm

_FEES = (("年度维保服务合同", 9.6, 340), ("控制阀框架采购合同", 86, 300))


def fill_contracts(firm: Firm, now: datetime) -> None:
    """A few contracts in every state that a screen can show."""
    seller, day = firm.people["李薇"], now.date()
    mine = list(Party.objects.customers().filter(owner=seller, is_dealer=False).order_by("pk")[:2])
    if len(mine) < 2:
        return
    for party, (title, fee, ago) in zip(mine, _FEES, strict=True):
        with replaying(now - timedelta(days=ago)):
            begins = day - timedelta(days=ago)
            one = start_contract(
                by=seller, party=party, title=title, kind="service" if ago > 330 else "framework", amount=f"{fee} 万",
                begins_on=begins, ends_on=begins + timedelta(days=364),
            )  # fmt: skip
            write_clauses(
                by=seller,
                contract=one,
                texts={},
                added="一、卖方每季度到场检修一次。\n\n二、费用{金额}，每半年支付一半。",
            )
            _plan(seller, one, begins, (("首付", 10, "50%"), ("半年付款", 180, "50%")))
            _decide(firm, one)
            seal_contract(by=firm.boss, contract=one, copies=2)
            note_signed(by=seller, contract=one, day=begins)
        with replaying(now - timedelta(days=ago - 15)):
            reach_milestone(by=seller, contract=one, milestone=one.milestones.earliest("due_on"))
    settle_all(at=now)
    order = Order.objects.filter(party=mine[0], state="partly").first()
    of_order = contract_order(by=seller, order=order) if order else None
    with replaying(now - timedelta(days=3)):
        to_seal = start_contract(
            by=seller, party=mine[1], title="DN80 蝶阀供货合同", amount="18.4 万", begins_on=day + timedelta(days=7)
        )
        _decide(firm, to_seal, after=timedelta(days=1))
    if of_order is not None:
        last = of_order.clauses.latest("place")
        write_clauses(
            by=seller,
            contract=of_order,
            texts={last.pk: last.text.replace("卖方", "买方")},
            added="八、买方可提前 15 日书面通知调整交货日期。",
        )
        _plan(seller, of_order, day, (("预付款", 7, "30%"), ("发货", 30, "60%"), ("质保金", 360, "10%")))
        change_contract(by=seller, contract=of_order, begins_on=day, ends_on=day + timedelta(days=364))
        ask_for_seal(by=seller, contract=of_order, why="客户法务要求争议由买方所在地法院管辖")
    start_contract(by=seller, party=mine[0], title="2 号线阀门改造", amount="68.6 万")


def _plan(seller: Person, one: Contract, day: date, rows: tuple[tuple[str, int, str], ...]) -> None:
    for name, days, worth in rows:
        plan_milestone(by=seller, contract=one, name=name, due_on=day + timedelta(days=days), worth=worth)


def _decide(firm: Firm, one: Contract, after: timedelta = timedelta(0)) -> None:
    """Whoever's turn it is agrees, so long after it was asked."""
    approval = ask_for_seal(by=one.owner, contract=one)
    with replaying(clock.now() + after):
        for who in (firm.people["周启明"], firm.boss):
            approval.refresh_from_db()
            if approval.status == "running":
                answer(by=who, approval=approval, deed="agree")
    one.refresh_from_db()
