"""How approvals went before the program measured them, as the firm states it."""

from django.db import models

from tongxin.collab.people.models import Person


class Baseline(models.Model):
    """Stated, never measured; the latest one counts and earlier ones stay. `minutes` are working time from request to answer, half within."""

    minutes = models.PositiveIntegerField()
    on_time = models.PositiveSmallIntegerField(null=True, blank=True)
    chases = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    counted = models.CharField(max_length=200, blank=True)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    stated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.minutes} min"
