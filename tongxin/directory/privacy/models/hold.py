"""A legal hold: a record that must be kept."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Holds, chosen."""

    def in_force(self, on: date) -> Self:
        """Those that neither were ended nor have run out."""
        return self.filter(Q(until=None) | Q(until__gte=on), ended_at=None)


class LegalHold(models.Model):
    """Why a record must be kept although its person, a rule or the recycle bin would have it go; `until` is the last day, if one is known."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(pgettext_lazy("hold", "reason"), max_length=200)
    until = models.DateField(pgettext_lazy("hold", "last day"), null=True, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason")]

    def __str__(self) -> str:
        return self.reason
