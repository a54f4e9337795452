"""What is to be reached on the way, and what of the amount hangs on it; and what was said of a coming end."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.models.contract import Contract


class Milestone(models.Model):
    """Worth `share` per cent of the contract, or `minor` units of its currency, or nothing."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("milestone"), max_length=120)
    due_on = models.DateField(_("due on"))
    share = models.DecimalField(_("share"), max_digits=5, decimal_places=2, null=True, blank=True)
    minor = models.BigIntegerField(_("amount"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="milestone_open")]
        constraints = [
            models.CheckConstraint(condition=Q(share=None) | Q(minor=None), name="milestone_worth_one_way"),
            models.CheckConstraint(condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="milestone_share"),
            models.CheckConstraint(condition=Q(minor=None) | Q(minor__gt=0), name="milestone_amount"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def worth(self) -> Money | None:
        """What of the contract's amount hangs on it."""
        if self.minor is not None:
            return Money(self.minor, self.contract.currency)
        if self.share is None:
            return None
        return Money(round(self.contract.gross * self.share / 100), self.contract.currency)

    def is_late(self, day: date) -> bool:
        """Due before this day, and not done."""
        return self.done_on is None and self.due_on < day


class EndReminder(models.Model):
    """The owner was told that so many days are left until `ends_on`; each once."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="end_reminders")
    days = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "ends_on", "days"], name="end_reminder_once")]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.days}"
