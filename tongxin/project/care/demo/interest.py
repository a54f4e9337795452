"""Who showed interest lately, and what everybody is to reach this year."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from tongxin.base.clock import replaying
from tongxin.frontoffice.leads.actions import answer_lead, note_lead
from tongxin.frontoffice.leads.models import LeadSource
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.queries import periods_of
from tongxin.project.care.demo.firm import Firm

_INTEREST = (
    ("fair", "昆山立德环保", "许建国", "设备部长", "苏州", "泵站改造，问闸阀的交期"),
    ("web", "", "郭小姐", "", "杭州", "想要 DN80 球阀的报价"),
    ("phone", "天长石化机械", "老秦", "采购", "滁州", "蝶阀 20 台，月底前要"),
    ("referral", "新港船务", "顾明", "轮机长", "上海", "海水阀备件，能不能包年"),
    ("tender", "溧阳开发区水务", "", "", "常州", "12/5 开标，管网阀门一批"),
)
_TARGETS = {"region": "300万", "team": "200万"}


def fill_interest(firm: Firm, chance: Random, now: datetime) -> None:
    """A few leads of the last days, some answered; targets of units and people for each quarter of the year."""
    sellers = [one for one in firm.sellers("苏州") + firm.sellers("杭州") if one.is_active]
    sources = {source.key: source for source in LeadSource.objects.in_use()}
    for number, (key, company, name, title, city, about) in enumerate(_INTEREST):
        came = now - timedelta(hours=3 + 17 * number)
        owner = sellers[number % len(sellers)]
        with replaying(came):
            lead = note_lead(
                by=owner, owner=owner, source=sources[key], company=company, name=name, title=title, city=city,
                phone=f"13{chance.randrange(100_000_000, 999_999_999)}", about=about,
            )  # fmt: skip
        if number % 2:
            with replaying(came + timedelta(hours=2)):
                answer_lead(by=owner, lead=lead, text="电话聊过，先发样本，周内再约")
    quarters = periods_of(timezone.localdate(now).year, "quarter")
    people = [one for one in firm.people.values() if one.is_active and firm.sells(one)]
    wanted = [
        Wanted(quarter, amount, unit=unit)
        for quarter in quarters
        for unit in firm.units.values()
        if (amount := _TARGETS.get(unit.kind, "900万" if unit.parent_id is None else ""))
    ]
    wanted += [Wanted(quarter, "60万", person=one) for quarter in quarters for one in people]
    set_targets(by=firm.boss, measure="won", wanted=wanted)
