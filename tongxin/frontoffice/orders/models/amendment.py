"""What is to become of an order that was confirmed: decided first, carried out then."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.models.order import Order


class Amendment(models.Model):
    """`quantities` maps numbers of lines to quantities (0 takes a line out); `gross` is what the order would come to."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("amendment", "being decided")
        AGREED = "agreed", pgettext_lazy("amendment", "carried out")
        REFUSED = "refused", pgettext_lazy("amendment", "refused")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="amendments")
    quantities = models.JSONField(default=dict)
    wanted_on = models.DateField(_("wanted on"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=300)
    gross = models.BigIntegerField(default=0)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=models.Q(state="asked"), name="amendment_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.why}"

    def get_absolute_url(self) -> str:
        """The order's page."""
        return self.order.get_absolute_url()

    @property
    def total(self) -> Money:
        """What the order would come to."""
        return Money(self.gross, self.order.currency)
