"""This room's piece of the customer's page."""

from typing import Any

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.queries import ledger_of, standings_of

Context = dict[str, Any]  # Any: template context


def consent_context(person: Any, party: Party) -> Context:  # Any: person type of the doors
    """What holds today, by one look-up."""
    return {"standings": standings_of(ledger_of(party.pk), timezone.localdate(now()))}
