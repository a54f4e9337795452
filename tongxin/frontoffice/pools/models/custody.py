"""Custody: since when somebody holds a customer, and when it returns. Derived; written anew by every event that matters."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models.rules import ReturnLine


class CustodyQuerySet(models.QuerySet["Custody"]):
    """Custodies, chosen."""

    def due(self, at: datetime) -> Self:
        """Customers whose time is up, the longest overdue first."""
        return self.filter(return_at__lte=at).order_by("return_at", "party")

    def until(self, at: datetime) -> Self:
        """Customers who return before `at`."""
        return self.filter(return_at__lt=at).order_by("return_at", "party")

    def of(self, person: Person) -> Self:
        """Those in one person's hands."""
        return self.filter(owner=person)


class Custody(models.Model):
    """One row a customer in somebody's hands, while a rule is on. `warned_for` is the return of which the owner was told, `covered_at`
    since when the rule counts for them."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, primary_key=True, related_name="custody")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    held_since = models.DateTimeField()
    followed_at = models.DateTimeField(null=True, blank=True)
    return_at = models.DateTimeField(null=True, blank=True)
    line = models.ForeignKey(ReturnLine, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    covered_at = models.DateTimeField(null=True, blank=True)
    warned_for = models.DateTimeField(null=True, blank=True)
    protected_until = models.DateTimeField(null=True, blank=True)

    objects = CustodyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["return_at", "party"], name="custody_due", condition=Q(return_at__isnull=False)),
            models.Index(fields=["owner", "return_at"], name="custody_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.owner_id}"
