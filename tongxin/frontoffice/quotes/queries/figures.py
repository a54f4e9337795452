"""What a special price means: the figures that are worked out, never typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg

from tongxin.base.clock import now
from tongxin.base.money import Money, exponent
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.org.models import Unit
from tongxin.frontoffice.quotes.models import SpecialPrice

YEAR = timedelta(days=365)
MOST_SIMILAR = 8
COMPUTED = frozenset({"listed", "tier_price", "agreed_price", "discount", "amount", "given", "margin", "is_better", "dealer_project", "other_region", "earlier"})  # fmt: skip


def special_of(approval: Approval) -> SpecialPrice | None:
    """The request which an approval is about."""
    rows = SpecialPrice.objects.select_related("party__owner", "product", "before", "line__quote", "agreed", "asked_by")
    return rows.filter(pk=approval.subject_id or 0).first()


def derived(approval: Approval, facts: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """Everything that follows from price, quantity and day."""
    one = special_of(approval)
    if one is None:
        return {}
    offered(one, facts)
    found: dict[str, Any] = {  # Any: as above
        "listed": _text(one.list_price),
        "tier_price": _text(Money(one.found, one.currency)),
        "amount": _text(one.worth(one.minor)),
        "given": _text(one.worth(max(one.listed - one.minor, 0))),
        "discount": f"{Decimal(one.minor) * 100 / one.listed:.2f}" if one.listed else "",
        "earlier": str(_earlier(one).count()),
    }
    marks = {
        "is_better": one.before is not None and one.is_better_than(one.before),
        "dealer_project": one.party.is_dealer and bool(one.project),
        "other_region": _region(one.unit) != _region(one.party.unit),
    }
    found |= {name: "✓" for name, is_so in marks.items() if is_so}  # a mark that reads the same in every language
    if one.before is not None and one.before.agreed is not None:
        found["agreed_price"] = _text(one.before.agreed.money)
    margin = margin_of(one, one.minor)
    return found | ({"margin": f"{margin:.2f}"} if margin is not None else {})


def offered(one: SpecialPrice, facts: Mapping[str, Any]) -> SpecialPrice:  # Any: as above
    """The request with the figures that are on the table; nothing is written."""
    if facts.get("price") not in (None, ""):
        one.minor = int(
            (Decimal(str(facts["price"])).scaleb(exponent(one.currency))).to_integral_value("ROUND_HALF_UP")
        )
    if facts.get("quantity") not in (None, ""):
        one.quantity = Decimal(str(facts["quantity"]))
    if facts.get("until"):
        one.until_on = date.fromisoformat(str(facts["until"])[:10])
    return one


def margin_of(one: SpecialPrice, minor: int) -> Decimal | None:
    """What is left of the price without tax over the cost, in per cent of it; unknown without a cost in its currency."""
    product = one.product
    if product.cost is None or product.currency != one.currency or not minor:
        return None
    net = Decimal(minor) * 100 / (100 + product.tax_rate)
    return (net - product.cost) * 100 / net


def hides(person: Any, approval: Approval) -> Collection[str]:  # Any: person type of the doors
    """The margin, from whom a role hides what products cost."""
    return {"margin"} if "cost" in hidden_fields(person, "product") else ()


def similar(approval: Approval) -> Collection[int]:
    """Approvals of earlier special prices of this product, newest first."""
    one = special_of(approval)
    if one is None:
        return []
    rows = SpecialPrice.objects.filter(product=one.product).exclude(pk=one.pk).order_by("-pk")[:MOST_SIMILAR]
    numbers = [row.pk for row in rows]
    return list(
        Approval.objects.filter(subject_kind="special_price", subject_id__in=numbers).values_list("pk", flat=True)
    )


def _earlier(one: SpecialPrice) -> Any:  # Any: a QuerySet
    rows = SpecialPrice.objects.filter(party=one.party, state=SpecialPrice.State.AGREED, asked_at__gte=now() - YEAR)
    return rows.exclude(pk=one.pk)


def _region(unit: Unit | None) -> int | None:
    """The region in which a unit lies; the firm itself where it lies in none."""
    above = unit
    while above is not None:
        if above.kind == Unit.Kind.REGION:
            return above.pk
        above = above.parent
    return None


def _text(money: Money) -> str:
    return str(money.amount)


@dataclass(frozen=True)
class Card:
    """What the card of a special price shows. The cost's side is None to whom the cost is hidden; `average` is what this customer paid
    for it by special prices of the last year. Places are per cent of the way from the lowest to the list price."""

    one: SpecialPrice
    price: Money
    amount: Money
    given: Money
    rate: Decimal
    margin: Decimal | None
    cost: Money | None
    floor: Money | None
    average: Money | None
    places: Mapping[str, int]


def card_of(person: Any, approval: Approval) -> Card | None:  # Any: as above
    """The figures that matter, as this person may see them."""
    one = special_of(approval)
    if one is None:
        return None
    offered(one, approval.facts)
    closed = hidden_fields(person, "product")
    own = one.product.currency == one.currency
    margin = None if "cost" in closed else margin_of(one, one.minor)
    cost = one.product.cost_price if own and "cost" not in closed else None
    floor = one.product.floor_price if own and "floor" not in closed else None
    mean = _earlier(one).filter(product=one.product).aggregate(mean=Avg("minor"))["mean"]
    average = Money(int(mean), one.currency) if mean is not None else None
    given = one.worth(max(one.listed - one.minor, 0))
    rate = Decimal(one.listed - one.minor) * 100 / one.listed if one.listed else Decimal(0)
    known = {"cost": cost, "floor": floor, "average": average, "list": one.list_price, "price": one.price}
    return Card(one, one.price, one.worth(one.minor), given, rate, margin, cost, floor, average, _places(known))


def _places(known: Mapping[str, Money | None]) -> dict[str, int]:
    amounts = {name: money.minor for name, money in known.items() if money is not None}
    least, most = min(amounts.values()), max(amounts.values())
    span = (most - least) or 1
    return {name: 5 + round(90 * (minor - least) / span) for name, minor in amounts.items()}
