"""This room's pieces of the customer's page and of the quick add."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.policies import can_open

SHOWN = 5
Context = dict[str, Any]  # Any: template context


@prepared
def _deals(reach: Reach, party: int) -> QuerySet[Opportunity]:
    rows = Opportunity.objects.visible_to(reach).living().filter(party=party).select_related("stage", "step", "owner")
    return rows.order_by("-state", "-id")[: SHOWN + 1]


def is_there() -> Exists:
    """Whether there is any opportunity of the customer at hand."""
    return Exists(Opportunity.objects.living().filter(party=OuterRef("pk")))


def said_panel(
    person: Any, saying: Mapping[str, Any]
) -> Context | None:  # Any: as below; what the quick add heard, and where
    """A sentence with an amount can become an opportunity."""
    return {"place": saying["place"]} if saying["heard"].amount is not None and can_open(person) else None


def customer_panel(person: Any, party: Party) -> Context | None:  # Any: person type of the doors
    """The customer's opportunities, open ones first, and adding one; nothing to whom opportunities are closed."""
    reach = reach_of(person)
    if reach.scope("opportunity", "read") == "none":
        return None
    rows = _deals(reach, party.pk) if getattr(party, "has_opportunities", True) else []
    deals = sorted(rows, key=lambda one: (not one.is_open, -one.pk))
    return {
        "deals": deals[:SHOWN],
        "more": len(deals) > SHOWN,
        "may_open": can_open(person),
        "now": now(),
        "hidden": hidden_fields(person, "opportunity"),
    }
