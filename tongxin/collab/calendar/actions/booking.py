"""Keeping rooms and cars for an entry, so that nobody else gets them at the time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.calendar.models import Booking, Entry, Resource, starts_between

_FARTHEST = timedelta(days=400)


class Taken(ValidationError):
    """Somebody else has it at that time."""


@transaction.atomic
def book(entry: Entry, resources: Iterable[Resource]) -> None:
    """Exactly these are kept for every time of the entry. The rows of the resources are held until the transaction ends, so that of
    two who ask at once the second sees what the first got. Raises Taken, ValidationError; then nothing has changed."""
    wanted = sorted({one.pk for one in resources})
    had = set(entry.bookings.values_list("resource_id", flat=True))
    held = {one.pk: one for one in Resource.objects.select_for_update().filter(pk__in={*wanted, *had}).order_by("pk")}
    entry.bookings.all().delete()
    if entry.deleted_at is not None or not wanted:
        return
    times = _times(entry)
    for number in wanted:
        resource = held[number]
        if resource.closed_at is not None:
            raise ValidationError({"resources": _("%(name)s is no longer booked.") % {"name": resource.name}})
        _check_free(resource, times)
        Booking.objects.bulk_create(
            Booking(entry=entry, resource=resource, starts_at=begins, ends_at=ends) for begins, ends in times
        )


def booked_for(entry: Entry) -> list[Resource]:
    """What is kept for it."""
    return list(Resource.objects.filter(pk__in=entry.bookings.values("resource")))


def _times(entry: Entry) -> list[tuple[datetime, datetime]]:
    """All times of the entry; what is booked must end some day, or it would be taken for ever."""
    limit = max(now(), entry.starts_at) + _FARTHEST
    if entry.over_at is None or entry.over_at > limit:
        raise ValidationError({"resources": _("What is booked again and again needs an end within a year.")})
    starts = list(starts_between(entry.repeats, entry.starts_at, entry.over_at + timedelta(seconds=1)))
    if any(later - earlier < entry.lasts for earlier, later in pairwise(starts)):
        raise ValidationError({"resources": _("It would come back before it is over. Make it shorter.")})
    return [(begins, begins + entry.lasts) for begins in starts]


def _check_free(resource: Resource, times: list[tuple[datetime, datetime]]) -> None:
    """One look at the span, then each time against what is there."""
    if not times:
        return
    taken = resource.bookings.filter(ends_at__gt=times[0][0], starts_at__lt=times[-1][1])
    others = list(taken.order_by("starts_at").values_list("starts_at", "ends_at"))
    for begins, ends in times:
        if any(other < ends and over > begins for other, over in others):
            at = timezone.localtime(begins)
            said = _("%(name)s is taken on %(day)s at %(time)s. Choose another one or another time.")
            words = {"name": resource.name, "day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}
            raise Taken({"resources": said % words})
