"""This room's pieces of other pages."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change
from tongxin.frontoffice.pools.models import Custody, Pool, ReturnRule
from tongxin.frontoffice.pools.queries.soon import returning_soon, soon_of

SHOWN = 5
Context = dict[str, Any]  # Any: template context


def customer_panel(person: Any, party: Party) -> Context | None:  # Any: person type of the doors
    """When this customer returns, and giving it back; nothing where there is no pool."""
    pools = Pool.objects.visible_to(person).open().exists()
    custody = Custody.objects.filter(party=party).select_related("line__rule", "party").first()
    may_release = pools and party.owner_id is not None and can_change(person, party)
    if not may_release and (custody is None or custody.return_at is None):
        return None
    at = now()
    soon = soon_of(custody, at) if custody else None
    is_mine = party.owner_id == person.pk
    rule = ReturnRule.objects.filter(pk=custody.line.rule_id).first() if custody and custody.line else None
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


def today_panel(person: Any, record: None) -> Context | None:  # Any: as above
    """What of one's own returns within the days of warning."""
    days = max(ReturnRule.objects.filter(is_on=True).values_list("warn_days", flat=True), default=0)
    if not days:
        return None
    rows = returning_soon(person, now() + timedelta(days=days + 1), most=SHOWN + 1)
    if not rows:
        return None
    return {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "title": _("Returning to the pool")}
