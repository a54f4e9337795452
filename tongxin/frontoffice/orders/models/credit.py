"""How much a customer may owe us."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


class CreditLimit(models.Model):
    """`minor` of `currency`; a customer without one is not checked."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="credit_limit")
    minor = models.BigIntegerField(_("credit limit"))
    currency = models.CharField(max_length=3)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minor__gte=0), name="credit_not_negative")]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.money}"

    @property
    def money(self) -> Money:
        """The limit."""
        return Money(self.minor, self.currency)
