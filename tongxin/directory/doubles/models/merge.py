"""A merge, and the ledger of what it moved, by which it can be taken back however much later."""

from typing import Self

from django.db import models
from django.urls import reverse

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class MergeQuerySet(models.QuerySet["Merge"]):
    """Merges, chosen."""

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """`gone` was merged into `kept`. `within` is the merge of firms in which two of their people were merged along."""

    kept = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    within = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="inner")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=models.Q(undone_at=None), name="merge_stands_once_per_party"
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"

    def get_absolute_url(self) -> str:
        """Where it is shown and undone."""
        return reverse("merge", args=[self.pk])


class Move(models.Model):
    """One column of one row (`model` is `room.model`) that a merge set from `before` to `after`.

    Some columns are none: "+" marks a row that the merge made, "-" one that it took away, with all its values in `before`; "~…" a
    row that waits, because its like is there already; "=" the row that is the reason for what was done to this one; "=…" a remark.
    """

    MADE, TAKEN, WAITS, BECAUSE, REMARK = "+", "-", "~", "=", "="

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moves")
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["row", "model", "column", "id"], name="move_of_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.row}.{self.column}: {self.before} → {self.after}"
