"""What the firm's fields can roll up over what passed with a customer."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Sum
from django.utils import timezone

from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.models.kinds import Kind


def count_visits(ids: Sequence[int]) -> dict[int, int]:
    """How many visits there were to each customer."""
    rows = Activity.objects.living().filter(party__in=ids, kind=Kind.VISIT).order_by().values_list("party_id")
    return dict(rows.annotate(count=Count("pk")))


def last_visits(ids: Sequence[int]) -> dict[int, date]:
    """The day of the last visit to each customer."""
    rows = Activity.objects.living().filter(party__in=ids, kind=Kind.VISIT).order_by().values_list("party_id")
    return {number: timezone.localtime(at).date() for number, at in rows.annotate(last=Max("at"))}


def minutes_spent(ids: Sequence[int]) -> dict[int, int]:
    """How many minutes were spent on each customer, where they were noted."""
    rows = Activity.objects.living().filter(party__in=ids, minutes__gt=0).order_by().values_list("party_id")
    return {number: total for number, total in rows.annotate(total=Sum("minutes")) if total}
