"""What a special price means: the figures that are worked out, never typed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money, exponent
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.frontoffice.orders.policies import can_see_orders
from tongxin.frontoffice.quotes.models import Quote, QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.queries.allowances import allowance_left, credit_left, is_registered, region_of

YEAR = timedelta(days=365)
MOST_SIMILAR = 40
COMPUTED = frozenset({"listed", "tier_price", "agreed_price", "discount", "amount", "given", "margin", "is_better", "dealer_project", "other_region", "earlier", "registered", "allowance", "over_allowance", "credit", "over_credit"})  # fmt: skip


def special_of(approval: Approval) -> SpecialPrice | None:
    """The request which an approval is about."""
    rows = SpecialPrice.objects.select_related("party__owner", "product", "before", "line__quote", "agreed", "asked_by")
    return rows.filter(pk=approval.subject_id or 0).first()


def derived(approval: Approval, facts: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """Everything that follows from price, quantity and day."""
    one = special_of(approval)
    if one is None:
        return {}
    rows = offered(one, facts)
    is_one = len(rows) == 1
    listed, amount = whole(rows, lambda row: row.listed), whole(rows, lambda row: row.minor)
    given = whole(rows, lambda row: max(row.listed - row.minor, 0))
    found: dict[str, Any] = {  # Any: as above
        "listed": _text(one.list_price if is_one else listed),
        "tier_price": _text(Money(one.found, one.currency) if is_one else whole(rows, lambda row: row.found)),
        "amount": _text(amount),
        "given": _text(given),
        "discount": f"{share_of(rows):.2f}" if listed.minor else "",
        "earlier": str(earlier_of(one).count()),
    }
    marks = {
        "is_better": one.before is not None and one.is_better_than(one.before),
        "dealer_project": one.party.is_dealer and bool(one.project),
        "other_region": region_of(one.unit) != region_of(one.party.unit),
        "registered": bool(one.project) and is_registered(one.party, one.project),
    }
    for name, left, over, needed in (
        ("allowance", allowance_left(one), "over_allowance", given), ("credit", credit_left(one), "over_credit", amount),
    ):  # fmt: skip
        if left is not None:
            found[name] = _text(left)
            marks[over] = needed > left
    found |= {name: "✓" for name, is_so in marks.items() if is_so}  # a mark that reads the same in every language
    if is_one and (agreed := _agreed_now(one)) is not None:
        found["agreed_price"] = _text(agreed.money)
    margin = margin_of(rows)
    return found | ({"margin": f"{margin:.2f}"} if margin is not None else {})


def offered(one: SpecialPrice, facts: Mapping[str, Any]) -> Sequence[SpecialPrice]:  # Any: as above
    """What is decided as one, the leader first, with the figures that are on the table; nothing is written. For several products the price is
    that of all together, once: another one changes each by the same share."""
    rows = [one, *one.others.select_related("product", "line__quote").order_by("pk")]
    minor = _minor(facts["price"], one.currency) if facts.get("price") not in (None, "") else None
    asked = whole(rows, lambda row: row.minor).minor
    if len(rows) > 1 and minor is not None and asked and one.state == SpecialPrice.State.ASKED:
        for row in rows:
            row.minor = int((Decimal(row.minor) * minor / asked).to_integral_value("ROUND_HALF_UP"))
            row.quantity *= Decimal(str(facts.get("quantity") or 1))
    elif len(rows) == 1:
        one.minor = one.minor if minor is None else minor
        one.quantity = Decimal(str(facts.get("quantity") or one.quantity))
    for row in rows:
        row.until_on = date.fromisoformat(str(facts["until"])[:10]) if facts.get("until") else row.until_on
    return rows


def _minor(value: Any, currency: str) -> int:  # Any: JSON values
    return int(Decimal(str(value)).scaleb(exponent(currency)).to_integral_value("ROUND_HALF_UP"))


def undecided(quote: Quote) -> list[QuoteLine]:
    """Lines of products at prices that somebody has to decide first, and doesn't have in hand yet."""
    lines = (
        quote.lines.exclude(product=None)
        .exclude(special_prices__state=SpecialPrice.State.ASKED)
        .select_related("product")
    )
    return [line for line in lines if line.needs_decision]


def whole(rows: Sequence[SpecialPrice], minor: Callable[[SpecialPrice], int]) -> Money:
    """All of them at such prices."""
    return Money(sum(row.worth(minor(row)).minor for row in rows), rows[0].currency)


def share_of(rows: Sequence[SpecialPrice]) -> Decimal:
    """The price in per cent of the list price."""
    listed = sum(Decimal(row.listed) * row.quantity / row.product.per for row in rows)
    asked = sum(Decimal(row.minor) * row.quantity / row.product.per for row in rows)
    return asked * 100 / listed if listed else Decimal(0)


def net_of(rows: Sequence[SpecialPrice]) -> Decimal:
    """All of them without tax, in minor units."""
    return sum(
        (Decimal(row.minor) * row.quantity / row.product.per * 100 / (100 + row.product.tax_rate) for row in rows), Decimal(0)
    )  # fmt: skip


def margin_of(rows: Sequence[SpecialPrice], scale: Decimal = Decimal(1)) -> Decimal | None:
    """What is left of the price (times `scale`) without tax over the cost, in per cent of it; unknown without each cost in the currency."""
    net, cost = net_of(rows) * scale, cost_of(rows)
    return None if not net or cost is None else (net - cost) * 100 / net


def cost_of(rows: Sequence[SpecialPrice]) -> Decimal | None:
    """What all of them cost us, in minor units; unknown without each cost in the currency."""
    if any(row.product.cost is None or row.product.currency != row.currency for row in rows):
        return None
    return sum((Decimal(row.product.cost or 0) * row.quantity / row.product.per for row in rows), Decimal(0))


def hides(person: Any, approval: Approval) -> Collection[str]:  # Any: person type of the doors
    """The margin, from whom a role hides what products cost; what is given away, from whom a role hides it on quotes."""
    margin = {"margin"} if "cost" in hidden_fields(person, "product") else set()
    credit = set() if can_see_orders(person) else {"credit", "over_credit"}
    closed = "given_away" in hidden_fields(person, "quote")
    return margin | credit | ({"given", "discount", "allowance", "over_allowance"} if closed else set())


def _agreed_now(one: SpecialPrice) -> AgreedPrice | None:
    """What this customer has agreed for the product now: the one whose place this takes, else the lowest that holds."""
    if one.before is not None and one.before.agreed is not None:
        return one.before.agreed
    day = timezone.localdate(now())
    rows = AgreedPrice.objects.standing().filter(
        party=one.party, product=one.product, from_on__lte=day, until_on__gte=day
    )
    return (
        rows.filter(currency=one.currency, used__lt=F("most"))
        .exclude(pk=one.agreed_id or 0)
        .order_by("minor", "pk")
        .first()
    )


def earlier_of(one: SpecialPrice) -> Any:  # Any: a QuerySet
    """What this customer got agreed within a year."""
    rows = SpecialPrice.objects.filter(party=one.party, state=SpecialPrice.State.AGREED, asked_at__gte=now() - YEAR)
    return rows.exclude(Q(pk=one.pk) | Q(leader=one.pk))


def _text(money: Money) -> str:
    return str(money.amount)


def similar(approval: Approval) -> Collection[int]:
    """Approvals of earlier special prices of this product, newest first."""
    one = special_of(approval)
    if one is None:
        return []
    products = [one.product_id, *one.others.values_list("product", flat=True)]
    rows = SpecialPrice.objects.filter(product__in=products).exclude(Q(pk=one.pk) | Q(leader=one.pk))
    numbers = [row.leader_id or row.pk for row in rows.order_by("-pk")[:MOST_SIMILAR]]
    return list(
        Approval.objects.filter(subject_kind="special_price", subject_id__in=numbers).values_list("pk", flat=True)
    )
