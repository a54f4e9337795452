"""What another price would mean for a request that is being decided; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.reasons import can_answer_with, route_with
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.quotes.queries.allowances import allowance_left
from tongxin.frontoffice.quotes.queries.figures import (
    COMPUTED,
    derived,
    margin_of,
    net_of,
    offered,
    share_of,
    special_of,
    whole,
)
from tongxin.frontoffice.quotes.queries.region_margin import RegionMargin, region_margin


@dataclass(frozen=True)
class Trial:
    """The figures at `price`, each None to whom a role hides what it is made of. `left` is what the region could still give away after it,
    below zero where it is too much; `route` the steps with their people, empty where nobody would decide."""

    price: Money
    amount: Money
    rate: Decimal | None
    given: Money | None
    margin: Decimal | None
    profit: Money | None
    left: Money | None
    region: RegionMargin | None
    route: Sequence[tuple[str, Sequence[str]]] | None
    may_counter: bool

    @property
    def typed(self) -> str:
        """The price as a form takes it."""
        return str(self.price.amount)


def trial_of(person: Any, approval: Approval, price: Money) -> Trial | None:  # Any: person of the doors
    """The request as if this had been asked for. None when it is about something else, or in another currency."""
    one = special_of(approval)
    if one is None or one.currency != price.currency:
        return None
    facts = {name: value for name, value in approval.facts.items() if name not in COMPUTED} | {
        "price": str(price.amount)
    }
    rows = list(offered(one, facts))
    sees_given = "given_away" not in hidden_fields(person, "quote")
    margin = None if "cost" in hidden_fields(person, "product") else margin_of(rows)
    given = whole(rows, lambda row: max(row.listed - row.minor, 0))
    return Trial(
        price=price,
        amount=whole(rows, lambda row: row.minor),
        rate=100 - share_of(rows) if sees_given else None,
        given=given if sees_given else None,
        margin=margin,
        profit=None if margin is None else Money(int(net_of(rows) * margin / 100), one.currency),
        left=_left(one, given) if sees_given else None,
        region=region_margin(person, one, rows),
        route=route_with(person, approval, facts | derived(approval, facts)),
        may_counter=can_answer_with(person, approval, "counter"),
    )


def _left(one: SpecialPrice, given: Money) -> Money | None:
    allowance = allowance_left(one)
    return None if allowance is None else allowance - given
