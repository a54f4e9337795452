"""A period as instants."""

from datetime import date, datetime, time

from django.utils import timezone

from tongxin.frontoffice.targets.queries.measures import Period


def instants(period: Period) -> tuple[datetime, datetime]:
    """Its beginning and its end, by the firm's clock."""
    return _midnight(period.begins_on), _midnight(period.ends_on)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))  # noqa: DTZ001  # made aware
