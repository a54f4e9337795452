"""What the made-up firm lets be approved: half a year that grew quicker, and what is under way today, in every state that a screen can show."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import replaying
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import (
    answer,
    chase,
    delegate,
    fire_timers,
    note_reading,
    remark,
    run_errands,
    save_draft,
    start_approval,
    state_baseline,
    watch,
)
from tongxin.collab.approvals.models import Approval, Flow, Timer
from tongxin.collab.notices.actions import mark_read
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.project.care.demo.firm import Firm

Facts = dict[str, str]
_PRODUCTS = (
    ("DN200 闸阀（加长阀杆，非标）", 5200),
    ("DN80 球阀（衬氟，非标）", 860),
    ("DN150 蝶阀（双相钢，非标）", 1480),
    ("DN50 止回阀（外购件）", 420),
    ("DN300 调节阀（外购件）", 18600),
)
_REASONS = (
    "对手报得更低，客户当场能定",
    "年度框架，量放大一倍",
    "老客户年底冲量",
    "首单试用，后面有两期",
    "项目标，业主限价",
)
_OPINIONS = ("按批价锁 30 天", "同意，下不为例", "量到了再给下一档", "", "", "")
_REFUSALS = ("毛利不够，给到 92 折再谈", "先把上一笔款收回来")
_PAST = 30


class _Quiet:
    """Errands are run at their own time here; the queue finds them done later."""

    id, done = 0, 0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Nobody watches."""

    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Nobody else holds it."""


class Desk:
    """Plays approvals by the verbs of the room, each deed at its own time."""

    def __init__(self, firm: Firm, chance: Random, now: datetime) -> None:
        self.firm, self.chance, self.now = firm, chance, now
        self.calendar = WorkingCalendar()
        self.flows = {flow.key: flow for flow in Flow.objects.in_use()}
        self.told: dict[int, int] = {}

    def ago(self, days: float, minutes: int = 0) -> datetime:
        """A working instant about so long before now; on days off the plain one."""
        plain = self.now - timedelta(days=days)
        at = self.calendar.add_working_minutes(plain, max(minutes, 1))
        return at if at < self.now else plain

    def after(self, at: datetime, minutes: int) -> datetime:
        """So much working time later, but never in the future."""
        return min(self.calendar.add_working_minutes(at, minutes), self.now - timedelta(minutes=1))

    def do(self, at: datetime, deed: Callable[[], Approval]) -> Approval:
        """A deed at its time, with what follows from it."""
        with replaying(at):
            approval = deed()
            first = self.told.get(approval.pk, 0) + 1
            approval.refresh_from_db(fields=["length", "status"])
            run_errands(approval=approval.pk, entries=range(first, approval.length + 1), job=_Quiet())
            self.told[approval.pk] = approval.length
        return approval

    def ask(self, at: datetime, by: Person, key: str, facts: Facts, **more: Any) -> Approval:  # Any: of the action
        """A request."""
        more = {"title": "", **more}
        return self.do(at, lambda: start_approval(by=by, flow=self.flows[key], facts=facts, **more))

    def come(self, approval: Approval, until: datetime) -> None:
        """Clocks that would have run out by then."""
        for at in list(Timer.objects.filter(approval=approval).due(until).order_by("at").values_list("at", flat=True)):
            self.do(at, partial(self._fire, approval, at))

    def _fire(self, approval: Approval, at: datetime) -> Approval:
        fire_timers(approval=approval.pk, now=at)
        return approval

    def decide(self, approval: Approval, at: datetime, deed: str = "agree", **more: Any) -> Approval:  # Any: as above
        """Whoever has it reads it and answers."""
        self.come(approval, at)
        holder = approval.holders.open().select_related("person").order_by("number").first()
        if holder is None:
            return approval
        by = more.pop("by", holder.person)
        with replaying(at - timedelta(minutes=3)):
            note_reading(by=by, approval=approval)
        return self.do(at, lambda: answer(by=by, approval=approval, deed=deed, **more))

    def chase(self, at: datetime, approval: Approval, by: Person) -> None:
        """Who waits asks how it goes."""
        self.do(at, lambda: chase(by=by, approval=approval))

    def price(self, share: float) -> Facts:
        """A special price at so much of the list price."""
        product, listed = self.chance.choice(_PRODUCTS)
        facts = {"product": product, "quantity": str(10 * self.chance.randrange(1, 30)), "list_price": str(listed)}
        return facts | {"price": str(round(listed * share)), "reason": self.chance.choice(_REASONS)}

    def customer(self, owner: Person) -> Subject | None:
        """One of this person's customers."""
        numbers = list(Party.objects.customers().filter(owner=owner).order_by("pk").values_list("pk", flat=True)[:12])
        return Subject("party", self.chance.choice(numbers)) if numbers else None


def fill_approvals(firm: Firm, chance: Random, now: datetime) -> None:
    """Half a year of decisions, then today's."""
    desk = Desk(firm, chance, now)
    sellers = [person for unit in ("苏州", "杭州", "广州", "深圳", "北京", "天津") for person in firm.sellers(unit)]
    sellers = [person for person in sellers if person.is_active]
    for number in range(_PAST):
        _past(desk, sellers[number % len(sellers)], number)
    with replaying(now - timedelta(days=6)):
        for person in Person.objects.active():
            mark_read(by=person)
    with replaying(now - timedelta(days=170)):
        state_baseline(
            by=firm.boss, minutes=1680, on_time=35, chases=Decimal("3.5"), counted="翻了春天 20 单的邮件和微信"
        )
    _waiting(desk, firm)
    _turned(desk, firm)


def _past(desk: Desk, seller: Person, number: int) -> None:
    """One that has ended. The firm learns: what took days in spring takes hours now."""
    chance, learnt = desk.chance, number / _PAST
    at = desk.ago(175 - 165 * learnt, chance.randrange(420))
    pace = 60 + 900 * (1 - learnt) ** 2
    if number % 4 == 3:
        days = {"days_now": "30", "days_asked": str(chance.choice((45, 60, 90))), "reason": chance.choice(_REASONS)}
        approval = desk.ask(at, seller, "payment_term", days, subject=desk.customer(seller))
    else:
        facts = desk.price(chance.choice((0.97, 0.92, 0.9, 0.88, 0.8)))
        approval = desk.ask(at, seller, "special_price", facts, subject=desk.customer(seller))
    for _step in range(3):
        if approval.is_ended:
            return
        wait = max(round(chance.gauss(pace, pace / 3)), 8)
        if wait > 500 and not approval.entries.filter(kind="chased").exists():
            desk.chase(desk.after(at, 400), approval, seller)
        at = desk.after(at, wait)
        deed = "refuse" if chance.random() < 0.12 else "agree"
        reason = chance.choice(_REFUSALS if deed == "refuse" else _OPINIONS)
        approval = desk.decide(approval, at, deed, reason=reason)


def _waiting(desk: Desk, firm: Firm) -> None:
    """Under way: fresh, half through, late and chased, at head office, in a deputy's hand."""
    people = firm.people
    li, zhao, zhou, he, gao = (people[name] for name in ("李薇", "赵航", "周启明", "何静", "高远"))
    fresh = desk.ask(desk.ago(0.06), li, "special_price", desk.price(0.9), subject=desk.customer(li))
    desk.do(
        desk.now - timedelta(minutes=20),
        lambda: remark(by=li, approval=fresh, text="客户下午 4 点前要回话。", to=[zhou]),
    )
    half = desk.ask(desk.ago(0.3), zhao, "special_price", desk.price(0.88), subject=desk.customer(zhao))
    with replaying(desk.now - timedelta(minutes=30)):
        note_reading(by=zhou, approval=half)
    late = desk.ask(
        desk.ago(3.2), people["黄志强"], "special_price", desk.price(0.87), subject=desk.customer(people["黄志强"])
    )
    desk.come(late, desk.now - timedelta(hours=3))
    desk.chase(desk.now - timedelta(hours=2), late, people["黄志强"])
    for seller, days in ((li, 1.4), (people["刘洋"], 2.1)):
        deep = desk.ask(desk.ago(days), seller, "special_price", desk.price(0.8), subject=desk.customer(seller))
        desk.decide(deep, desk.ago(days - 0.6), reason="大区同意，请总部定")
        desk.come(deep, desk.now)
    desk.do(desk.now - timedelta(minutes=50), lambda: watch(by=gao, approval=deep))
    desk.ask(desk.ago(0.5), zhao, "general", {"amount": "2800", "text": "展会备用样件 4 台"}, title="展会样件")
    desk.ask(desk.ago(0.2), people["沈嘉"], "leave", _days(desk, 4, 6))
    with replaying(desk.now - timedelta(days=1)):
        delegate(by=he, person=he, to=gao, starts_at=desk.now - timedelta(days=1), ends_at=desk.now + timedelta(days=4))
    south = desk.ask(
        desk.ago(0.8), people["梁晓雯"], "special_price", desk.price(0.91), subject=desk.customer(people["梁晓雯"])
    )
    desk.decide(south, desk.now - timedelta(minutes=70), by=gao, reason="何静出差，我代她看过了")
    desk.ask(desk.ago(0.1), people["梁晓雯"], "special_price", desk.price(0.9), subject=desk.customer(people["梁晓雯"]))
    with replaying(desk.now - timedelta(hours=1)):
        save_draft(by=li, flow=desk.flows["payment_term"], title="", facts={"days_now": "30"})


def _turned(desk: Desk, firm: Firm) -> None:
    """Not simply forward: sent back, offered otherwise, asked of somebody else, handed on, called off."""
    people, boss = firm.people, firm.boss
    li, zhao = people["李薇"], people["赵航"]
    back = desk.ask(desk.ago(1.2), li, "special_price", desk.price(0.86), subject=desk.customer(li))
    desk.decide(back, desk.now - timedelta(minutes=95), "return", reason="补上对手的书面报价")
    offer = desk.ask(
        desk.ago(1),
        li,
        "special_price",
        {**desk.price(0.86), "product": "DN200 闸阀（加长阀杆，非标）", "list_price": "5200", "price": "4470"},
    )
    desk.decide(
        offer, desk.now - timedelta(minutes=40), "counter", values={"price": "4784"}, reason="92 折可以，再低不行"
    )
    asked = desk.ask(desk.ago(0.7), zhao, "special_price", desk.price(0.89), subject=desk.customer(zhao))
    desk.decide(asked, desk.now - timedelta(minutes=150), "consult", people=[people["许宁"]], reason="账期有没有逾期？")
    handed = desk.ask(desk.ago(0.9), people["沈嘉"], "payment_term", _term(desk), subject=desk.customer(people["沈嘉"]))
    desk.decide(handed, desk.now - timedelta(minutes=170), "transfer", people=[boss], reason="华东我不在，请陈总定")


def _term(desk: Desk) -> Facts:
    return {"days_now": "30", "days_asked": "75", "reason": desk.chance.choice(_REASONS)}


def _days(desk: Desk, first: int, last: int) -> Facts:
    days: Sequence[str] = [(desk.now + timedelta(days=one)).date().isoformat() for one in (first, last)]
    return {"first_day": days[0], "last_day": days[1], "reason": "家里有事"}
