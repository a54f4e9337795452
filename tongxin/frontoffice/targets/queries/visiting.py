"""Visits, counted towards a target."""

from collections.abc import Sequence

from django.db.models import Count

from tongxin.collab.org.models import Post
from tongxin.directory.activities.models import Activity, Kind
from tongxin.frontoffice.targets.queries.measures import Period, Reached
from tongxin.frontoffice.targets.queries.spans import instants


def visits(period: Period, currency: str, product: str) -> Sequence[Reached]:
    """Visits that were noted, by who wrote them down, in their main unit of today."""
    begin, end = instants(period)
    rows = Activity.objects.filter(kind=Kind.VISIT, at__gte=begin, at__lt=end, deleted_at=None).order_by()
    units = dict(Post.objects.held().filter(is_main=True).values_list("person_id", "unit_id"))
    counted = rows.values_list("made_by_id").annotate(Count("pk"))
    return [Reached(who, units.get(who), count) for who, count in counted if who]
