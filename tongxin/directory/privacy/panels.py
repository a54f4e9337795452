"""This room's piece of the customer's page."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.access.policies import say_whole
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.models import Consent
from tongxin.directory.privacy.queries import ledger_of, standings_of
from tongxin.directory.privacy.queries.masks import masked_values, reveal_rule

Context = dict[str, Any]  # Any: template context


def is_there() -> Exists:
    """Whether the customer at hand has agreed to or refused anything."""
    return Exists(Consent.objects.filter(party=OuterRef("pk")))


def consent_context(person: Any, party: Party) -> Context:  # Any: person type of the doors
    """What holds today, by one look-up."""
    entries = ledger_of(party.pk) if getattr(party, "has_consents", True) else []
    return {"standings": standings_of(entries, timezone.localdate(now()))}


def masked_context(person: Any, party: Party) -> Context | None:  # Any: as above
    """What is masked for this person, of the customer and of whoever works there; nothing where no role masks anything. Whoever sees whole
    what others don't leaves a line in the log of looks."""
    say_whole(person, "party", [party.pk])
    values = masked_values(person, party)
    return {"values": values, "asks_reason": reveal_rule().asks_reason} if values else None
