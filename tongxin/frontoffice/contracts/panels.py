"""This room's pieces of other pages: the customer's, and those a contract is made from."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.registries import Panel, panels
from tongxin.base.registries.panels import TODAY
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract, can_see_contracts, sees_amounts
from tongxin.frontoffice.contracts.queries import contract_of
from tongxin.frontoffice.contracts.queries.milestones import promised

SHOWN = 5


def is_there() -> Exists:
    """Whether there is any contract with the customer at hand."""
    return Exists(Contract.objects.filter(party=OuterRef("pk")))


def customer_panel(person: Any, party: Party) -> dict[str, Any] | None:  # Any: person type of the doors; context
    """The customer's contracts, newest first, and a new one; nothing to whom contracts are closed."""
    if not can_see_contracts(person):
        return None
    found: list[Contract] = []
    if getattr(party, "has_contracts", True):
        rows = Contract.objects.visible_to(person).filter(party=party).order_by("-pk")
        found = list(rows[: SHOWN + 1])
    return {
        "contracts": found[:SHOWN],
        "more": len(found) > SHOWN,
        "sees": sees_amounts(person),
        "may_contract": can_contract(person),
    }


def _source_panel(
    kind: str,
) -> Callable[[Any, Any], dict[str, Any] | None]:  # Any: person of the doors, record; context
    def context(person: Any, one: Any) -> dict[str, Any] | None:  # Any: as above
        if not can_see_contracts(person):
            return None
        known = contract_of(person, kind, one.pk)
        fits = one.state in _FIT[kind] and one.party_id is not None
        may_make = known is None and fits and can_contract(person)
        return {"contract": known, "route": f"{kind}_contracts", "one": one} if known or may_make else None

    return context


def today_panel(person: Any, nothing: None) -> dict[str, Any] | None:  # Any: as above
    """Milestones that are late or due within days; nothing where there are none."""
    if not can_see_contracts(person):
        return None
    day = timezone.localdate(now())
    found = promised(person, day)
    return {"milestones": [(one, one.is_late(day)) for one in found]} if found else None


_FIT = {
    "quote": ("sent", "accepted"),
    "order": ("draft", "confirmed", "partly", "delivered"),
    "opportunity": ("open", "won"),
}


def register_panels() -> None:
    """On the customer's page, and among the acts of quotes, orders and opportunities."""
    panels.register(
        "party.contracts",
        Panel(
            subject="party", column="side", order=15, template="contracts/_customer.html", context=customer_panel,
            mark=("has_contracts", is_there),
        ),
    )  # fmt: skip
    panels.register(
        "today.contracts",
        Panel(subject=TODAY, column="main", order=12, template="contracts/_today.html", context=today_panel),
    )
    for kind in _FIT:
        made = Panel(
            subject=kind, column="acts", order=10, template="contracts/_making.html", context=_source_panel(kind)
        )
        panels.register(f"{kind}.contract", made)
