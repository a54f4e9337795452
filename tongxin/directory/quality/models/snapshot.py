"""How customer information stood in one week, by unit and owner."""

from typing import ClassVar

from django.db import models

from tongxin.collab.access.models import ScopedQuerySet, Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


class SnapshotQuerySet(ScopedQuerySet["Snapshot"]):
    """Snapshots, chosen; loaded for a person only `within_scope`."""


class Snapshot(models.Model):
    """The customers of one owner in one unit in the week that began on `week_on`, a Monday. What was not kept at the time is None:
    weeks before the first one hold only what the journal could say."""

    scoping: ClassVar[Scoping] = Scoping(kind="party", owner="owner", unit="unit", team="owner", record="pk")

    week_on = models.DateField()
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    customers = models.PositiveIntegerField()
    contacted = models.PositiveIntegerField()
    complete = models.PositiveIntegerField(null=True)
    valid = models.PositiveIntegerField(null=True)
    fresh = models.PositiveIntegerField(null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["week_on", "unit", "owner"], name="snapshot_by_week")]

    def __str__(self) -> str:
        return f"{self.week_on}: {self.customers}"
