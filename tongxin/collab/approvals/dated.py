"""Until when one has to decide, for the calendar."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import CalendarSource, Dated, calendar_sources
from tongxin.collab.approvals.models import Holder
from tongxin.collab.people.models import Person

_MOST = 200


def _deadlines(person: Any, since: date, until: date) -> Collection[Dated]:  # Any: the person type of the registry
    """What is in one's own hands and promised for a time."""
    if not isinstance(person, Person):
        return []
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (since, until))  # noqa: DTZ001  # made aware
    rows = Holder.objects.open().filter(person=person, due_at__gte=begin, due_at__lt=end).select_related("approval")
    return [
        Dated(
            id=one.pk,
            title=str(one.approval),
            url=one.approval.get_absolute_url(),
            on=timezone.localdate(one.due_at),
            at=one.due_at - timedelta(minutes=30),
        )
        for one in rows.order_by("due_at", "id")[:_MOST]
        if one.due_at is not None
    ]


def register_source() -> None:
    """Deadlines of decisions stand in the calendar; they are moved by nobody."""
    calendar_sources.register(
        "decision", CalendarSource(label=_("Approvals"), icon="stamp", dated=_deadlines, order=40)
    )
