"""What can be booked, and for when it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.calendar.models.entry import Entry


class Resource(models.Model):
    """A meeting room, a car, a projector: there is one of it, so it is with one entry at a time."""

    class Kind(models.TextChoices):
        ROOM = "room", pgettext_lazy("resource", "meeting room")
        CAR = "car", pgettext_lazy("resource", "car")
        THING = "thing", pgettext_lazy("resource", "equipment")

    kind = models.CharField(pgettext_lazy("resource", "kind"), max_length=5, choices=Kind.choices, default=Kind.ROOM)
    name = models.CharField(_("name"), max_length=80, unique=True)
    place = models.CharField(pgettext_lazy("resource", "where"), max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(pgettext_lazy("resource", "seats"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """One time of an entry in one resource. Written only while the resource's row is held, so that no two overlap."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="bookings")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["resource", "starts_at", "ends_at"], name="booking_when")]
        constraints = [
            models.UniqueConstraint(fields=["resource", "starts_at"], name="booking_one_at_a_time"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="booking_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.starts_at:%Y-%m-%d %H:%M}"
