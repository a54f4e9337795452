"""A calendar: one's own, one that several share, or one that is read from elsewhere."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.database.secret import SecretField
from tongxin.collab.access.models import reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Calendars, chosen."""

    def open(self) -> Self:
        """Those in use."""
        return self.filter(closed_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own, and those opened to oneself or to a unit in or under which one works. Fails closed."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        return self.filter(Q(owner=reach.person_id) | Q(pk__in=_opened(reach)))

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """Those in which the person may write; what is read from elsewhere is written there."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        mine = Q(owner=reach.person_id) | Q(pk__in=_opened(reach, "write"))
        return self.filter(mine).exclude(kind=Calendar.Kind.SUBSCRIBED)


class Calendar(models.Model):
    """`owner` may rename it and open it to others. `hue` is the number of its colour. Only one read from elsewhere has an address."""

    class Kind(models.TextChoices):
        PERSONAL = "personal", pgettext_lazy("calendar", "my own")
        SHARED = "shared", pgettext_lazy("calendar", "shared")
        SUBSCRIBED = "subscribed", pgettext_lazy("calendar", "read from elsewhere")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=80)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hue = models.PositiveSmallIntegerField(default=1)
    address = SecretField(blank=True, default="")
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetch_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(kind="personal"), name="calendar_one_of_ones_own"),
            models.CheckConstraint(condition=~Q(name=""), name="calendar_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarShare(models.Model):
    """Opened to one person, or to a unit and all below it."""

    class Level(models.TextChoices):
        READ = "read", pgettext_lazy("calendar", "may look")
        WRITE = "write", pgettext_lazy("calendar", "may enter and change")

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=5, choices=Level.choices, default=Level.READ)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "person"], name="calendar_share_person_once"),
            models.UniqueConstraint(fields=["calendar", "unit"], name="calendar_share_unit_once"),
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="calendar_share_with_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id}: {self.person_id or self.unit_id}"


def _opened(reach: Any, level: str = "") -> models.QuerySet[CalendarShare]:  # Any: a Reach
    """Shares with the person, or with a unit on the way from theirs up to the firm."""
    above = {int(part) for unit in reach.units for part in unit.path.strip("/").split("/")}
    rows = CalendarShare.objects.filter(Q(person=reach.person_id) | Q(unit__in=above))
    return (rows.filter(level=level) if level else rows).values("calendar")  # type: ignore[return-value]  # a sub-select
