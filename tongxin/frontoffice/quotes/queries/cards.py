"""The card of a special price: the figures that matter, and where the price lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg
from django.utils.translation import gettext as _

from tongxin.base.lazy import LazyText
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.quotes.queries.figures import (
    earlier_of,
    margin_of,
    net_of,
    offered,
    share_of,
    special_of,
    whole,
)
from tongxin.frontoffice.quotes.queries.region_margin import RegionMargin, region_margin

# The bar is drawn 360 units wide; labels closer than this stand in a second row.
_WIDTH, _EDGE, _LABEL = 360, 12, 78


@dataclass(frozen=True)
class Mark:
    """One amount on the bar: how far from the left, in which row its label stands, and the margin it leaves (None where hidden)."""

    name: str
    label: LazyText
    money: Money
    at: int
    row: int
    anchor: str
    margin: Decimal | None


@dataclass(frozen=True)
class Card:
    """The cost's side is None to whom the cost is hidden, `rate` and `given` to whom what is given away is. `average` is what this customer
    paid for it by special prices of the last year. `rows` are the products where several are decided as one: every amount is of all together
    then. `zones` are (meaning, from, to) along the bar."""

    one: SpecialPrice
    rows: Sequence[SpecialPrice]
    listed: Money
    price: Money
    amount: Money
    given: Money | None
    rate: Decimal | None
    margin: Decimal | None
    profit: Money | None
    cost: Money | None
    floor: Money | None
    average: Money | None
    tier: Money
    agreed: Money | None
    theirs: Money | None
    earlier: str
    marks: Sequence[Mark]
    zones: Sequence[tuple[str, int, int]]
    region: RegionMargin | None

    @property
    def least(self) -> str:
        """The lowest price on the bar, as a slider takes it."""
        return str(min(mark.money.amount for mark in self.marks))

    @property
    def most(self) -> str:
        """The highest one."""
        return str(max(mark.money.amount for mark in self.marks))

    @property
    def step(self) -> str:
        """By how much a slider moves: about a two-hundredth of the bar, in whole ones where that is more than one."""
        apart = (Decimal(self.most) - Decimal(self.least)) / 200
        return str(int(apart)) if apart >= 1 else "0.01"

    @property
    def height(self) -> int:
        """Of the bar with its labels."""
        return 104 if any(mark.row == 2 for mark in self.marks) else 74  # noqa: PLR2004  # rows of labels


def card_of(person: Any, approval: Approval) -> Card | None:  # Any: person type of the doors
    """The figures that matter, as this person may see them."""
    one = special_of(approval)
    if one is None:
        return None
    rows = offered(one, approval.facts)
    closed, sees_given = hidden_fields(person, "product"), "given_away" not in hidden_fields(person, "quote")
    listed, price = _asked(rows)
    costs, floors = _limits(rows)
    cost, floor = None if "cost" in closed else costs, None if "floor" in closed else floors
    margin = None if "cost" in closed else margin_of(rows)
    average = _average(one) if len(rows) == 1 else None
    marks = _marks(
        rows, {"cost": cost, "floor": floor, "average": average, "list": listed, "price": price},
        show_margin=cost is not None,
    )  # fmt: skip
    facts = approval.facts
    return Card(
        one=one, rows=rows if len(rows) > 1 else [], listed=listed, price=price,
        amount=whole(rows, lambda row: row.minor),
        given=whole(rows, lambda row: max(row.listed - row.minor, 0)) if sees_given else None,
        rate=100 - share_of(rows) if sees_given else None, margin=margin,
        profit=None if margin is None else Money(int((net_of(rows) * margin / 100).to_integral_value("ROUND_HALF_UP")), one.currency),
        cost=cost, floor=floor, average=average, tier=Money(one.found, one.currency) if len(rows) == 1 else whole(rows, lambda row: row.found),
        agreed=_fact(facts, "agreed_price", one.currency), theirs=_fact(facts, "their_price", one.currency), earlier=str(facts.get("earlier", "")), marks=marks, zones=_zones(marks),
        region=region_margin(person, one, list(rows)),
    )  # fmt: skip


def _asked(rows: Sequence[SpecialPrice]) -> tuple[Money, Money]:
    """List price and price: of one product, or what several come to."""
    if len(rows) == 1:
        return rows[0].list_price, rows[0].price
    return whole(rows, lambda row: row.listed), whole(rows, lambda row: row.minor)


def _limits(rows: Sequence[SpecialPrice]) -> tuple[Money | None, Money | None]:
    """Cost and floor price likewise, where each is known in the currency."""
    if any(row.product.currency != row.currency for row in rows):
        return None, None
    if len(rows) == 1:
        return rows[0].product.cost_price, rows[0].product.floor_price
    costs = None if any(row.product.cost is None for row in rows) else whole(rows, lambda row: row.product.cost or 0)
    floors = None if any(row.product.floor is None for row in rows) else whole(rows, lambda row: row.product.floor or 0)
    return costs, floors


def _average(one: SpecialPrice) -> Money | None:
    mean = earlier_of(one).filter(product=one.product).aggregate(mean=Avg("minor"))["mean"]
    return Money(int(mean), one.currency) if mean is not None else None


def _fact(facts: Mapping[str, Any], name: str, currency: str) -> Money | None:  # Any: JSON values
    """An amount among the facts."""
    return Money.of(Decimal(str(facts[name])), currency) if facts.get(name) else None


def _labels() -> dict[str, str]:
    return {
        "cost": _("Cost"), "floor": _("Floor price"), "average": _("Average of this customer"), "list": _("List price"),
        "price": _("Price asked for"),
    }  # fmt: skip


def _marks(rows: Sequence[SpecialPrice], known: Mapping[str, Money | None], *, show_margin: bool) -> list[Mark]:
    amounts = {name: money for name, money in known.items() if money is not None}
    asked = amounts["price"].minor or 1
    least, most = min(money.minor for money in amounts.values()), max(money.minor for money in amounts.values())
    span, labels, marks, last = (most - least) or 1, _labels(), [], {1: -_WIDTH, 2: -_WIDTH}
    for name, money in sorted(amounts.items(), key=lambda item: item[1].minor):
        at = _EDGE + (_WIDTH - 2 * _EDGE) * (money.minor - least) // span
        row = 0 if name == "price" else 1 if at - last[1] >= _LABEL else 2
        last[row] = at
        anchor = "start" if at < _LABEL / 2 else "end" if at > _WIDTH - _LABEL / 2 else "middle"
        margin = margin_of(rows, Decimal(money.minor) / asked) if show_margin and name != "cost" else None
        marks.append(Mark(name, labels[name], money, at, row, anchor, margin))
    return marks


def _zones(marks: Sequence[Mark]) -> list[tuple[str, int, int]]:
    """Below the floor price, between floor and what the customer usually pays, and above."""
    at = {mark.name: mark.at for mark in marks}
    ends = [
        (meaning, at[name])
        for meaning, name in (("seal", "floor"), ("ochre", "average"), ("jade", "list"))
        if name in at
    ]
    start, zones = min(at.values()), []
    for meaning, end in ends:
        if end > start:
            zones.append((meaning, start, end - start))
            start = end
    return zones
