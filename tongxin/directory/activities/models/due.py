"""When something is due: on a day, at an instant, or some day."""

from datetime import date, datetime, time
from typing import NamedTuple, Self

from django.utils import timezone


class Due(NamedTuple):
    """A day, and the instant when a clock time was agreed. Without a day it is due some day."""

    on: date | None = None
    at: datetime | None = None

    @classmethod
    def of(cls, value: date | datetime | None) -> Self:
        """From a day, an aware instant (its day is the one in the zone in use), or nothing."""
        if isinstance(value, datetime):
            return cls(timezone.localdate(value), value)
        return cls(value, None)

    @property
    def deadline(self) -> datetime | None:
        """The instant after which it is late: the agreed one, else the last second of the day in the zone in use."""
        if self.at is not None or self.on is None:
            return self.at
        return timezone.make_aware(datetime.combine(self.on, time(23, 59, 59)))  # noqa: DTZ001  # made aware here

    def __str__(self) -> str:
        return self.at.isoformat() if self.at else self.on.isoformat() if self.on else ""
