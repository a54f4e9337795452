"""Running numbers: how far each series has come."""

from django.db import models

from tongxin.collab.fields.models.custom_field import CustomField


class Series(models.Model):
    """`last` is the last number given in `period` (a year, a month, or nothing)."""

    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=8, blank=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "period"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.field_id} {self.period}: {self.last}"
