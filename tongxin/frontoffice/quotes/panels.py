"""This room's pieces of other pages: the customer's, and of what was agreed."""

from typing import Any

from django.db.models import Exists, OuterRef

from tongxin.collab.approvals.models import Approval
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.actions.special_prices import KIND
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.quotes.policies import can_quote, can_see_quotes
from tongxin.frontoffice.quotes.queries.beside import beside

SHOWN = 5


def is_there() -> Exists:
    """Whether there is any quote to the customer at hand."""
    return Exists(Quote.objects.filter(party=OuterRef("pk")))


def customer_panel(person: Any, party: Party) -> dict[str, Any] | None:  # Any: person type of the doors; context
    """The customer's quotes, newest first, a new one, and asking for a special price; nothing to whom quotes are closed."""
    if not can_see_quotes(person):
        return None
    found: list[Quote] = []
    if getattr(party, "has_quotes", True):
        rows = Quote.objects.visible_to(person).filter(party=party).exclude(state=Quote.State.REPLACED).order_by("-pk")
        found = list(rows[: SHOWN + 1])
    return {"quotes": found[:SHOWN], "more": len(found) > SHOWN, "may_quote": can_quote(person)}


def agreed_panel(person: Any, agreed: AgreedPrice) -> dict[str, Any] | None:  # Any: as above
    """Where it was decided, and asking for more of it or for longer."""
    one = SpecialPrice.objects.visible_to(person).filter(agreed=agreed).first()
    return {"special": one, "may_ask": can_quote(person)} if one or can_quote(person) else None


def beside_panel(person: Any, approval: Approval) -> dict[str, Any] | None:  # Any: as above
    """The customer whose price is decided, and what follows by itself."""
    shown = beside(person, approval) if approval.kind == KIND else None
    return {"shown": shown} if shown is not None else None
