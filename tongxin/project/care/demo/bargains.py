"""Special prices of a year that were decided: what the next one is compared with."""

from datetime import datetime, timedelta
from functools import partial
from random import Random

from tongxin.collab.approvals.models import Approval
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions import ask_special_price
from tongxin.project.care.demo.approving import Desk
from tongxin.project.care.demo.firm import Firm

# Who asked how many days ago, for how many at which price; and why it was not agreed.
_ASKED = (
    ("李薇", 330, 96, "4580", ""), ("赵航", 290, 124, "4370", ""), ("沈嘉", 250, 140, "4320", ""),
    ("黄志强", 210, 110, "4390", "交期排不上，先谈交期"), ("李薇", 170, 80, "4690", ""), ("赵航", 130, 160, "4460", ""),
    ("刘洋", 95, 180, "4300", ""), ("梁晓雯", 60, 150, "4350", "先收回逾期款"), ("李薇", 34, 100, "4480", ""), ("沈嘉", 20, 88, "4640", ""),
)  # fmt: skip
_WHY = ("年度框架，量放大一倍", "对手报得更低，客户当场能定", "老客户年底冲量")


def fill_bargains(firm: Firm, chance: Random, now: datetime, product: Product) -> None:
    """Each asked by a seller for a customer of his own and decided by whoever had it, within hours."""
    desk = Desk(firm, chance, now)
    for number, (name, days, quantity, price, against) in enumerate(_ASKED):
        seller = firm.people[name]
        party = _customer(seller, number)
        if party is None:
            continue
        at = desk.ago(days, 30 + 40 * number)
        approval = desk.do(at, partial(_ask, seller, party, product, price, quantity, number, at))
        deed, reason = ("refuse", against) if against else ("agree", "按批价锁 30 天")
        for _step in range(3):
            if not approval.is_ended:
                at = desk.after(at, 45 + chance.randrange(180))
                approval = desk.decide(approval, at, deed, reason=reason)


def _ask(
    seller: Person, party: Party, product: Product, price: str, quantity: int, number: int, at: datetime
) -> Approval:
    until = (at + timedelta(days=30)).date()
    _special, approval = ask_special_price(
        by=seller, party=party, product=product, price=price, quantity=quantity, until_on=until, reason="competitor", why=_WHY[number % len(_WHY)]
    )  # fmt: skip
    return approval


def _customer(seller: Person, number: int) -> Party | None:
    """One of the seller's, but not the first two, about whom the firm talks today."""
    mine = list(Party.objects.customers().filter(owner=seller, is_dealer=False).order_by("pk")[2:7])
    return mine[number % len(mine)] if mine else None
