"""What a rule of retention would let go."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongxin.directory.parties.models import ROLES, Contact, Party
from tongxin.directory.privacy.models import DAYS, Consent, LegalHold, Matter, RetentionRule, Reveal, SubjectRequest


def rules() -> list[RetentionRule]:
    """One rule for each matter; what the firm has not chosen yet is off."""
    chosen = {rule.matter: rule for rule in RetentionRule.objects.all()}
    return [chosen.get(one.value) or RetentionRule(matter=one.value, days=DAYS[one].proposed) for one in Matter]


def overdue(matter: str, days: int, at: datetime) -> QuerySet[Any]:  # Any: rows of the matter
    """What is older than the days of its rule, the oldest first."""
    before = at - timedelta(days=days)
    if matter == Matter.LOOKS:
        return Reveal.objects.filter(at__lt=before).order_by("pk")
    if matter == Matter.REQUESTS:
        return SubjectRequest.objects.filter(closed_at__lt=before).order_by("pk")
    return _people(before, at)


def _people(before: datetime, at: datetime) -> QuerySet[Party]:
    """People who are nothing to us but somebody we once wrote down: neither at a firm nor supplier nor the like, without a consent that
    holds, without contact and plan since then, and not held."""
    on = at.date()
    consent = Consent.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), party=OuterRef("pk"), deed="given")
    holds = LegalHold.objects.in_force(on).filter(party=OuterRef("pk"))
    places = Contact.objects.current().filter(person=OuterRef("pk"))
    other = {f"is_{role}": False for role in ROLES if role != "customer"}
    rows = Party.objects.filter(kind=Party.Kind.PERSON, merged_into=None, created_at__lt=before, next_at=None, **other)
    silent = rows.filter(Q(last_contact_at=None) | Q(last_contact_at__lt=before))
    return silent.exclude(Exists(consent)).exclude(Exists(holds)).exclude(Exists(places)).order_by("pk")
