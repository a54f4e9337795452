"""What must be kept."""

from collections.abc import Collection

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.directory.privacy.models import LegalHold, LegalHoldQuerySet


def holds_of(party: int) -> LegalHoldQuerySet:
    """All holds on one record, those in force first."""
    return LegalHold.objects.filter(party=party).select_related("begun_by", "ended_by").order_by("ended_at", "-id")


def held(parties: Collection[int]) -> dict[int, list[str]]:
    """Which of these records must be kept at present, and why."""
    found: dict[int, list[str]] = {}
    rows = LegalHold.objects.in_force(timezone.localdate(now())).filter(party__in=list(parties))
    for party, reason in rows.order_by("id").values_list("party_id", "reason"):
        found.setdefault(party, []).append(reason)
    return found
