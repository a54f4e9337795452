"""What stands beside the decision on a special price: the customer, and what follows by itself when it is agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.quotes.queries.figures import YEAR, special_of


@dataclass(frozen=True)
class Beside:
    """`tier` of the customer, empty where it is hidden. `orders` of the last year count and come to `ordered` in each currency, as far as this person may see them; `is_seen`: whether the
    customer's page is theirs to open. `quote` is the draft whose line gets the price."""

    one: SpecialPrice
    tier: str
    is_seen: bool
    orders: int
    ordered: Sequence[Money]
    quote: Quote | None


def beside(person: Any, approval: Approval) -> Beside | None:  # Any: person of the doors
    """None when it is about something else."""
    one = special_of(approval)
    if one is None:
        return None
    since = timezone.localdate(now()) - YEAR
    orders = Order.objects.visible_to(person).standing().filter(party=one.party_id, ordered_on__gte=since)
    rows = list(orders.order_by("currency").values_list("currency").annotate(Count("id"), Sum("gross")))
    is_hidden = "amount" in hidden_fields(person, "order")
    return Beside(
        one=one,
        tier="" if "tier" in hidden_fields(person, "party") else one.party.tier,
        is_seen=Party.objects.visible_to(person).filter(pk=one.party_id).exists(),
        orders=sum(count for _currency, count, _sum in rows),
        ordered=[] if is_hidden else [Money(gross, currency) for currency, _count, gross in rows],
        quote=one.line.quote if one.line is not None and one.line.quote.is_draft else None,
    )
