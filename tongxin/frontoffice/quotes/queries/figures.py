"""What a special price means: the figures that are worked out, never typed."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money, exponent
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.org.models import Unit
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.frontoffice.quotes.models import SpecialPrice

YEAR = timedelta(days=365)
MOST_SIMILAR = 40
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
        "earlier": str(earlier_of(one).count()),
    }
    marks = {
        "is_better": one.before is not None and one.is_better_than(one.before),
        "dealer_project": one.party.is_dealer and bool(one.project),
        "other_region": _region(one.unit) != _region(one.party.unit),
    }
    found |= {name: "✓" for name, is_so in marks.items() if is_so}  # a mark that reads the same in every language
    if (agreed := _agreed_now(one)) is not None:
        found["agreed_price"] = _text(agreed.money)
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
    """The margin, from whom a role hides what products cost; what is given away, from whom a role hides it on quotes."""
    margin = {"margin"} if "cost" in hidden_fields(person, "product") else set()
    return margin | ({"given", "discount"} if "given_away" in hidden_fields(person, "quote") else set())


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
