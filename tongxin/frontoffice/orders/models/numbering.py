"""How the firm numbers what it writes here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberRule(models.Model):
    """`pattern` such as SO-{yyyy}-{0001} for one kind of document (order, contract)."""

    kind = models.CharField(max_length=20, unique=True)
    pattern = models.CharField(_("pattern"), max_length=60)

    def __str__(self) -> str:
        return f"{self.kind}: {self.pattern}"


class NumberSeries(models.Model):
    """`last` is the last number given in `period` (a year, a month, or nothing)."""

    rule = models.ForeignKey(NumberRule, on_delete=models.CASCADE, related_name="series")
    period = models.CharField(max_length=8, blank=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "period"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.period}: {self.last}"
