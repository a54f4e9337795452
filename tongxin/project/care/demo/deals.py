"""The deals of the made-up firm: what was won and lost in the last months, and what stands on the board today."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from tongxin.base.clock import replaying
from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions import (
    lose_opportunity,
    move_opportunity,
    name_competitor,
    open_opportunity,
    plan_next,
    win_opportunity,
)
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Pipeline, Stage
from tongxin.project.care.demo.firm import Firm

_WHAT = (
    "2 号线阀门改造", "循环泵替换", "年度备件框架", "冷库阀组改造", "汽机房检修备件", "球阀 40 台", "锅炉减压阀", "园区管网二期",
    "纯水系统隔膜阀", "供水泵站自控", "蝶阀 60 台分批供货", "泵房维保年约", "计量阀 12 台", "染缸控制阀", "船用海水阀 8 船套",
)  # fmt: skip
_NEXT = (
    "现场看工况",
    "约工艺负责人",
    "技术澄清会",
    "样机 2 台试用回访",
    "送合同",
    "账期待定，回个话",
    "报价到期前联系",
)
_RIVALS = ("远大阀门", "苏阀", "江南泵阀")
_KNOWN = (
    ("ahead", "价低，老供应商", "交期十周"), ("level", "本地有库存", "没有同类业绩"), ("behind", "", "技术标不满足"), ("", "总包推荐", ""),
)  # fmt: skip
_SOURCES = ("老客户", "展会", "转介绍", "官网", "招标网")
_CLOSED, _OPEN = 26, 38


def fill_deals(firm: Firm, chance: Random, now: datetime) -> None:
    """Deals of the last months by the verbs of the room, each at its own time."""
    stages = list(Pipeline.objects.get(key="project").stages.order_by("place"))
    reasons = list(LostReason.objects.in_use()[:5])
    sellers = [person for person in firm.people.values() if person.is_active]
    customers = list(Party.objects.customers().filter(owner__in=sellers).select_related("owner").order_by("pk")[:200])
    for number in range(_CLOSED + _OPEN):
        party = chance.choice(customers)
        if party.owner is not None:
            is_closed = number < _CLOSED
            deal = _begun(
                party.owner,
                party,
                chance,
                now - timedelta(days=chance.randint(70, 170) if is_closed else chance.randint(4, 44)),
            )
            if is_closed:
                _close(party.owner, deal, stages, reasons, chance, now)
            else:
                _advance(party.owner, deal, stages, chance, now)
    _name_rivals(Random(len(_RIVALS)), now)  # noqa: S311  # made-up deals, the same each time


def _name_rivals(chance: Random, now: datetime) -> None:
    """Who else wants what is open or was won: at two deals in five, sometimes two of them, each with what is known."""
    met = Opportunity.objects.exclude(state=Opportunity.State.LOST).select_related("owner").order_by("pk")
    for deal in met:
        for name in chance.sample(_RIVALS, chance.choice((0, 0, 0, 1, 2))):
            standing, strengths, weaknesses = chance.choice(_KNOWN)
            is_told = chance.random() < 0.5 and deal.worth is not None
            price = deal.worth.times(Decimal(chance.randint(91, 108)) / 100) if is_told and deal.worth else None
            with replaying(min(deal.created_at + timedelta(days=chance.randint(1, 4)), now - timedelta(hours=3))):
                name_competitor(
                    by=deal.owner, opportunity=deal, name=name, price=price, standing=standing, strengths=strengths, weaknesses=weaknesses
                )  # fmt: skip


def _begun(by: Person, party: Party, chance: Random, at: datetime) -> Opportunity:
    amount = Money.of(chance.choice((96, 120, 185, 240, 286, 335, 410, 480, 640, 686, 860, 1450)) * 1000, "CNY")
    close = timezone.localdate(at) + timedelta(days=chance.randint(45, 120))
    with replaying(at):
        return open_opportunity(
            by=by,
            name=chance.choice(_WHAT),
            party=party,
            amount=amount,
            expected_on=close,
            source=chance.choice(_SOURCES),
        )


def _close(
    by: Person, deal: Opportunity, stages: list[Stage], reasons: list[LostReason], chance: Random, now: datetime
) -> None:
    """Through some stages to the end, within two months."""
    at = deal.stage_since
    for stage in stages[1 : chance.randint(3, 5)]:
        at += timedelta(days=chance.randint(5, 14))
        with replaying(at):
            move_opportunity(by=by, opportunity=deal, stage=stage)
    with replaying(min(at + timedelta(days=4), now - timedelta(days=1))):
        if chance.random() < 0.6:
            win_opportunity(by=by, opportunity=deal)
        else:
            lose_opportunity(by=by, opportunity=deal, reason=chance.choice(reasons), competitor=chance.choice(_RIVALS))


def _advance(by: Person, deal: Opportunity, stages: list[Stage], chance: Random, now: datetime) -> None:
    """Somewhere on the board, most of them with a next step."""
    at = deal.stage_since
    for stage in stages[1 : chance.choice((1, 1, 2, 2, 3, 3, 4, 5))]:
        at = min(at + timedelta(days=chance.randint(2, 9)), now - timedelta(hours=5))
        with replaying(at):
            move_opportunity(by=by, opportunity=deal, stage=stage)
    if chance.random() < 0.8:
        with replaying(now - timedelta(hours=chance.randint(2, 60))):
            due = timezone.localdate(now) + timedelta(days=chance.randint(-1, 12))
            plan_next(by=by, opportunity=deal, text=chance.choice(_NEXT), due=due)
