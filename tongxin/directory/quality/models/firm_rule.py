"""A rule as the firm chose it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.directory.quality.rating import PARTS, Rule


class FirmRule(models.Model):
    """One rule for whole customer information; empty `kind`, `role` and `tier` mean: of all. Read in the order of `place`."""

    part = models.CharField(max_length=10)
    facts = models.JSONField(default=list)
    kind = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=12, blank=True)
    tier = models.CharField(_("tier"), max_length=20, blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")
        constraints = [
            models.CheckConstraint(condition=Q(part__in=PARTS), name="quality_rule_of_a_part"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=9), name="quality_rule_has_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {','.join(self.facts)}"

    def as_rule(self) -> Rule:
        """The rule as the rating takes it."""
        part = next(part for part in PARTS if part == self.part)
        return Rule(part, tuple(self.facts), self.kind, self.role, self.tier, self.days, self.weight)
