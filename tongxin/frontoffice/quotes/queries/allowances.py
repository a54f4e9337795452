"""What else weighs on a special price: what the region may still give away, the customer's credit, whether the project is registered."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.registries.registry import Registry
from tongxin.collab.org.models import Unit
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import CreditLimit
from tongxin.frontoffice.orders.queries import used_credit
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import Period, Reached, attainments
from tongxin.frontoffice.targets.queries.spans import instants

# Whether this customer has registered a project of this name; rooms above that keep projects say so here.
registrations: Registry[Callable[[Party, str], bool]] = Registry("registration of projects")


def given_by(period: Period, currency: str, product: str) -> Sequence[Reached]:
    """The money that special prices agreed in the period give away, in smallest units, by who asked and their unit."""
    begin, end = instants(period)
    rows = SpecialPrice.objects.filter(state=SpecialPrice.State.AGREED, currency=currency, listed__gt=F("minor"))
    rows = rows.filter(ended_at__gte=begin, ended_at__lt=end)
    given: dict[tuple[int, int | None], Decimal] = {}
    for who, unit, listed, minor, quantity, per in rows.values_list(
        "asked_by", "unit", "listed", "minor", "quantity", "product__per"
    ):
        given[who, unit] = given.get((who, unit), Decimal(0)) + Decimal(listed - minor) * quantity / per
    return [Reached(who, unit, round(value)) for (who, unit), value in given.items()]


def region_of(unit: Unit | None) -> Unit | None:
    """The region in which a unit lies; None where it lies in none."""
    above = unit
    while above is not None and above.kind != Unit.Kind.REGION:
        above = above.parent
    return above


def allowance_left(one: SpecialPrice) -> Money | None:
    """What the region of who asks may still give away in the shortest period that somebody set; None where nobody did."""
    region, day = region_of(one.unit), timezone.localdate(now())
    if region is None:
        return None
    rows = Target.objects.filter(measure="given_away", person=None, unit=region, currency=one.currency, product="")
    set_now = sorted(rows.filter(begins_on__lte=day, ends_on__gt=day), key=lambda row: row.ends_on - row.begins_on)
    found = attainments(set_now[:1], day)
    return Money(found[0].target.value - found[0].done, one.currency) if found else None


def credit_left(one: SpecialPrice) -> Money | None:
    """What the customer may still owe us, below zero where it is too much already; None where nobody set a limit."""
    limit = CreditLimit.objects.filter(party=one.party_id, currency=one.currency).first()
    return limit.money - used_credit(one.party, one.currency) if limit else None


def is_registered(party: Party, project: str) -> bool:
    """Whether any room knows the project as this customer's."""
    return any(registrations.get(name)(party, project) for name in registrations.names())
