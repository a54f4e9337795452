"""This room's piece of the customer's page."""

from typing import Any

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.queries import ledger_of, standings_of
from tongxin.directory.privacy.queries.masks import masked_values, reveal_rule

Context = dict[str, Any]  # Any: template context


def consent_context(person: Any, party: Party) -> Context:  # Any: person type of the doors
    """What holds today, by one look-up."""
    return {"standings": standings_of(ledger_of(party.pk), timezone.localdate(now()))}


def masked_context(person: Any, party: Party) -> Context | None:  # Any: as above
    """What is masked for this person, of the customer and of whoever works there; nothing where no role masks anything."""
    values = masked_values(person, party)
    return {"values": values, "asks_reason": reveal_rule().asks_reason} if values else None
