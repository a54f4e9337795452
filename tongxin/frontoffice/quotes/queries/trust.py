"""What became of special prices: how much was given away, what it won, and what was agreed in vain."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.targets.queries import Period
from tongxin.frontoffice.targets.queries.spans import instants

ANGLES = {"person": "asked_by__name", "product": "product__name", "unit": "unit__name"}


@dataclass
class Told:
    """Of one person, product or unit: how many were asked for, agreed, and agreed and used: an order took it, or the customer accepted the
    quote. `given` is what the agreed ones give away, `idle` what the unused ones among them would; both None to whom that is hidden."""

    name: str
    currency: str
    asked: int = 0
    agreed: int = 0
    used: int = 0
    minor: dict[str, Decimal] = field(default_factory=lambda: {"given": Decimal(0), "idle": Decimal(0)})
    is_open: bool = True

    @property
    def agreed_share(self) -> int | None:
        """Per cent of what was asked for."""
        return self.agreed * 100 // self.asked if self.asked else None

    @property
    def won_share(self) -> int | None:
        """Per cent of what was agreed that was used."""
        return self.used * 100 // self.agreed if self.agreed else None

    @property
    def unused(self) -> int:
        """Agreed, and nothing came of it yet."""
        return self.agreed - self.used

    @property
    def given(self) -> Money | None:
        """As money."""
        return Money(round(self.minor["given"]), self.currency) if self.is_open else None

    @property
    def idle(self) -> Money | None:
        """As money."""
        return Money(round(self.minor["idle"]), self.currency) if self.is_open else None


def told_of(
    person: Any, *, year: int, currency: str, by: str
) -> tuple[Sequence[Told], Told]:  # Any: also an anonymous user
    """Special prices asked for in a year that this person sees, in one currency, by angle (ANGLES), most given away first; and their sum."""
    begin, end = instants(Period(date(year, 1, 1), date(year + 1, 1, 1)))
    is_open = "given_away" not in hidden_fields(person, "quote")
    rows = SpecialPrice.objects.visible_to(person).filter(asked_at__gte=begin, asked_at__lt=end, currency=currency)
    found: dict[str, Told] = defaultdict(lambda: Told("", currency, is_open=is_open))
    whole = Told("", currency, is_open=is_open)
    for name, *facts in rows.values_list(
        ANGLES[by], "state", "listed", "minor", "quantity", "product__per", "agreed__used", "line__quote__state"
    ):
        found[name or ""].name = name or ""
        for one in (found[name or ""], whole):
            _count(one, *facts)
    return sorted(found.values(), key=lambda one: (-one.minor["given"], -one.asked, one.name)), whole


def _count(
    one: Told, state: str, listed: int, minor: int, quantity: Decimal, per: int, used: int | None, quote: str | None
) -> None:
    one.asked += 1
    if state != SpecialPrice.State.AGREED:
        return
    given = Decimal(max(listed - minor, 0)) * quantity / per
    is_used = bool(used) or quote == Quote.State.ACCEPTED
    one.agreed += 1
    one.used += is_used
    one.minor["given"] += given
    one.minor["idle"] += 0 if is_used else given
