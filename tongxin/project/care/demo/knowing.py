"""What the made-up firm knows beyond names and calls: fields of its own, views of its lists, what people like, records kept twice."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from tongxin.base.clock import replaying
from tongxin.base.dates.yearly import YearlyDay
from tongxin.collab.fields.actions import define_field
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions import save_view
from tongxin.collab.views.models import SavedView
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.memory.models import Kind, Occasion
from tongxin.directory.parties.actions import change_party, create_party
from tongxin.directory.parties.models import Contact, Party
from tongxin.project.care.demo.firm import Firm

_TERMS = ("预付三成", "款到发货", "月结 30 天", "月结 60 天", "承兑汇票")
_FACTS = (
    (Kind.LIKES, "爱喝龙井，不喝咖啡"),
    (Kind.LIKES, "喜欢先看样品再谈价"),
    (Kind.TABOO, "不喝酒，别安排应酬"),
    (Kind.TABOO, "不吃辣"),
    (Kind.HABIT, "周一上午开生产会，别打电话"),
    (Kind.HABIT, "习惯微信发图纸，回复很快"),
    (Kind.HOBBY, "周末钓鱼，聊起来停不下"),
    (Kind.HOBBY, "打羽毛球"),
    (Kind.USUAL, "每次要 DN50、DN80 各备两台"),
    (Kind.FAMILY, "女儿明年六月高考"),
)
_SIGNS_HEARD_WRONG = {
    "润": "闰",
    "达": "大",
    "海": "嗨",
    "宏": "洪",
    "立": "利",
    "恒": "衡",
    "华": "铧",
    "通": "同",
    "盛": "胜",
}


def fill_knowledge(firm: Firm, chance: Random, now: datetime) -> None:
    """Everything at once; what was learnt lies some weeks back."""
    with replaying(now - timedelta(days=40)):
        _fields(firm, chance)
        _facts(chance, now)
        _views(firm.boss)


def _fields(firm: Firm, chance: Random) -> None:
    """A few fields of the firm's own, filled for the better customers."""
    terms = define_field(by=firm.boss, kind="party", label="结算方式", type="choice", choices=_TERMS)
    yearly = define_field(by=firm.boss, kind="party", label="年采购额", type="money", currency="CNY")
    until = define_field(by=firm.boss, kind="party", label="框架协议到期", type="date")
    define_field(by=firm.boss, kind="party", label="月均采购额", type="formula", formula=f"[{yearly.label}] / 12")
    for party in Party.objects.customers().filter(tier__in=["A", "B"], owner__isnull=False).select_related("owner"):
        assert party.owner is not None
        values: dict[str, Any] = {
            terms.key: chance.choice(_TERMS),
            yearly.key: str(chance.randrange(4, 200) * 10_000),
        }  # Any: as typed
        if party.tier == "A":
            values[until.key] = f"{2027 + chance.randrange(2)}-{chance.choice(('03-31', '06-30', '12-31'))}"
        change_party(by=party.owner, party=party, **values)


def _facts(chance: Random, now: datetime) -> None:
    """What people like and avoid, and when their birthday is; some by the lunar calendar, some soon."""
    contacts = Contact.objects.current().filter(
        party__is_customer=True, party__deleted_at=None, party__owner__isnull=False
    )
    for place, contact in enumerate(contacts.select_related("person", "party__owner").order_by("pk")):
        if place % 3:
            continue
        owner = contact.party.owner
        assert owner is not None
        kind, text = chance.choice(_FACTS)
        note_fact(by=owner, party=contact.person, kind=kind, text=text, customer=contact.party)
        if place % 2:
            continue
        day = (
            now.date() + timedelta(days=chance.randrange(330)) if place % 12 else now.date() + timedelta(days=place % 7)
        )
        born = YearlyDay(day.month, min(day.day, 28), None, place % 4 == 0, False)
        note_fact(
            by=owner, party=contact.person, kind=Kind.DATE, occasion=Occasion.BIRTHDAY, day=born, customer=contact.party
        )


def _views(boss: Person) -> None:
    """Two views for everybody."""
    decider = {"field": "contacts", "op": "has", "value": {"and": [{"field": "role", "op": "eq", "value": "decider"}]}}
    visited = [
        {"field": "activity_kind", "op": "eq", "value": "visit"},
        {"field": "at", "op": "last_n_days", "value": 60},
    ]
    unseen = {"field": "activities", "op": "has_no", "value": {"and": visited}}
    firm = SavedView.Sharing.FIRM
    save_view(
        by=boss, kind="party", name="有拍板人，60 天没拜访", filter={"v": 1, "and": [decider, unseen]}, sharing=firm
    )
    tier = {"field": "tier", "op": "eq", "value": "A"}
    save_view(
        by=boss,
        kind="party",
        name="A 级看板",
        filter={"v": 1, "and": [tier]},
        shape="board",
        group="owner",
        sharing=firm,
    )


def keep_twice(firm: Firm, now: datetime) -> None:
    """Somebody typed in four customers whom a colleague of the same team had long known: names as they sound."""
    sellers = firm.sellers("苏州")
    found = Party.objects.customers().filter(owner__in=sellers, kind=Party.Kind.ORGANISATION).select_related("owner")
    heard = [(party, sign) for party in found.order_by("pk") for sign in _SIGNS_HEARD_WRONG if sign in party.name]
    with replaying(now - timedelta(hours=20)):
        for party, sign in heard[:4]:
            by = next(seller for seller in sellers if seller != party.owner)
            name = party.name.replace(sign, _SIGNS_HEARD_WRONG[sign], 1)
            create_party(by=by, name=name, city=party.city, province=party.province, source="展会")
