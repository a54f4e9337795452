"""This room's pieces of other pages."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import Panel
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around
from tongxin.frontoffice.pools.models import Custody, ReturnRule
from tongxin.frontoffice.pools.policies import stands_in_a_pool
from tongxin.frontoffice.pools.queries.soon import returning_soon, soon_of

SHOWN = 5
Context = dict[str, Any]  # Any: template context


def customer_panel(person: Any, party: Party) -> Context | None:  # Any: person type of the doors
    """When this customer returns, and giving it back; nothing where there is no pool."""
    custody: Custody | None = getattr(party, "custody", None)  # came with the record
    may_release = party.owner_id is not None and around(person, party).may_change and stands_in_a_pool(person)
    if not may_release and (custody is None or custody.return_at is None):
        return None
    at = now()
    soon = soon_of(custody, at) if custody else None
    is_mine = party.owner_id == person.pk
    rule = custody.line.rule if custody and custody.line else None
    protected = custody is not None and custody.protected_until is not None and custody.protected_until > at
    return {
        "party": party,
        "soon": soon,
        "is_near": soon is not None and rule is not None and soon.days <= rule.warn_days,
        "protected_until": custody.protected_until if custody and protected else None,
        "may_release": may_release,
        "may_protect": bool(is_mine and rule and rule.most_protected and custody and custody.protected_until is None),
        "protected_days": rule.protected_days if rule else 0,
        "is_mine": is_mine,
    }


CUSTOMER = Panel(
    subject="party",
    column="side",
    order=15,
    template="pools/_customer.html",
    context=customer_panel,
    beside=("custody__line__rule",),
)


def today_panel(person: Any, record: None) -> Context | None:  # Any: as above
    """What of one's own returns within the days of warning."""
    days = max(ReturnRule.objects.filter(is_on=True).values_list("warn_days", flat=True), default=0)
    if not days:
        return None
    rows = returning_soon(person, now() + timedelta(days=days + 1), most=SHOWN + 1)
    if not rows:
        return None
    return {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "title": _("Returning to the pool")}
