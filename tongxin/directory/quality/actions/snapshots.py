"""Keeping how customer information stands, week by week.

A snapshot follows from other rows and is no deed of anybody's, so writing it tells no event.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from tongxin.directory.activities.models import Activity
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.models import Score, Snapshot

PAST = 12
_QUIET = timedelta(days=90)

Pair = tuple[int | None, int | None]


def week_of(at: datetime) -> date:
    """The Monday of the week, where the firm is."""
    day = timezone.localdate(at)
    return day - timedelta(days=day.weekday())


def keep_week(at: datetime) -> int:
    """Write how it stands in this week, in the place of what was written earlier in it. Answers how many rows. Before the very first
    week the journal of the room above is asked for the weeks behind: how many customers there were, and who was spoken with.

    All is counted before anything is written: counting a million customers takes long, and nobody else writes meanwhile."""
    week, past = week_of(at), []
    if not Snapshot.objects.exists():
        past = [row for weeks in range(PAST, 0, -1) for row in _past(week - timedelta(weeks=weeks))]
    rows = _present(week)
    with transaction.atomic():
        if not Snapshot.objects.exists():
            Snapshot.objects.bulk_create(past)
        Snapshot.objects.filter(week_on=week).delete()
        Snapshot.objects.bulk_create(rows)
    return len(rows)


def _present(week: date) -> list[Snapshot]:
    """From the kept scores."""
    counted: Any = (  # Any: rows whose names are made here
        Score.objects.filter(is_customer=True)
        .values("unit", "owner")
        .annotate(
            n=Count("pk"),
            **{
                f"n_{part}": Count("pk", filter=Q(**{part: 100}))
                for part in ("complete", "valid", "fresh", "contacted")
            },
        )
        .order_by()
    )
    return [
        Snapshot(
            week_on=week,
            unit_id=row["unit"],
            owner_id=row["owner"],
            customers=row["n"],
            complete=row["n_complete"],
            valid=row["n_valid"],
            fresh=row["n_fresh"],
            contacted=row["n_contacted"],
        )
        for row in counted
    ]


def _past(week: date) -> list[Snapshot]:
    """A week before the first: customers that were there by its end, for their owners of today, and those spoken with lately."""
    end = timezone.make_aware(datetime.combine(week + timedelta(days=7), time.min))
    there = Party.objects.customers().filter(created_at__lt=end)
    customers = {
        (row["unit"], row["owner"]): row["n"]
        for row in there.values("unit", "owner").annotate(n=Count("pk")).order_by()
    }
    spoken = Activity.objects.living().contacts().between(end - _QUIET, end).values("party")
    contacted: Counter[Pair] = Counter()
    for row in there.filter(pk__in=spoken).values("unit", "owner").annotate(n=Count("pk")).order_by():
        contacted[row["unit"], row["owner"]] = row["n"]
    return [
        Snapshot(week_on=week, unit_id=unit, owner_id=owner, customers=count, contacted=contacted[unit, owner])
        for (unit, owner), count in customers.items()
    ]
