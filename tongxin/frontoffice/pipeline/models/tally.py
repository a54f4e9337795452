"""What is kept added up, so that no page adds up opportunities."""

from typing import ClassVar

from django.db import models

from tongxin.collab.access.models import ScopedQuerySet, Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models.pipeline import Pipeline, Stage


class TallyQuerySet(ScopedQuerySet["Tally"]):
    """Sums, chosen. Read by doors only through `within_scope(person)`: they belong to no single record."""


class Tally(models.Model):
    """Opportunities of one owner in one stage, state, month and currency, added up in the transaction of every change.

    `month` is the first day of the month of the close: expected while open (SOME_DAY's month without one), true afterwards.
    `amount` and `weighted` count the smallest units; an opportunity without an amount counts in `count` alone.
    """

    scoping: ClassVar[Scoping] = Scoping(kind="opportunity", owner="owner", unit="unit", team="", record="pk")

    key = models.CharField(max_length=120, unique=True)
    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=4)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    month = models.DateField()
    count = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    weighted = models.BigIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "pipeline", "stage", "currency", "month", "count", "amount", "weighted"],
                name="tally_by_stage",
            ),
            models.Index(fields=["state", "month", "owner", "currency", "count", "amount"], name="tally_by_month"),
        ]

    def __str__(self) -> str:
        return self.key
