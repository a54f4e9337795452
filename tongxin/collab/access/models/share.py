"""Shares: one record shown to somebody outside its scope."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


class Share(models.Model):
    """A record (`kind`, `record_id`) opened to one person or one unit, to read or to change."""

    class Level(models.TextChoices):
        READ = "read", _("may read")
        WRITE = "write", _("may change")

    kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=5, choices=Level.choices, default=Level.READ)
    shared_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "person", "record_id"], name="share_by_person"),
            models.Index(fields=["kind", "unit", "record_id"], name="share_by_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "person"], condition=models.Q(unit=None), name="share_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id", "unit"], condition=models.Q(person=None), name="share_once_per_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, unit__isnull=True)
                | models.Q(person__isnull=True, unit__isnull=False),
                name="share_with_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record_id} → {self.person_id or self.unit_id}"
