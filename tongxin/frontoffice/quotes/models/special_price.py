"""A special price that somebody asks for: one customer, one product or several decided as one, six things to type."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.collab.access.models import Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.parties.models import BothQuerySet, Party
from tongxin.frontoffice.quotes.models.quote import QuoteLine


class SpecialPrice(models.Model):
    """`minor` is the price of the product's `per` units, `quantity` counts its own unit. What was agreed may differ by a counter-offer: it is
    written here at the end. `before` is the version which this one takes the place of. Where several products are decided as one, `leader` is
    the first of them, which the approval is about; its own is empty."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("special price", "being decided")
        AGREED = "agreed", pgettext_lazy("special price", "agreed")
        REFUSED = "refused", pgettext_lazy("special price", "refused")

    class Reason(models.TextChoices):
        COMPETITOR = "competitor", pgettext_lazy("special price", "A competitor is cheaper")
        VOLUME = "volume", pgettext_lazy("special price", "Large quantity")
        FIRST = "first", pgettext_lazy("special price", "First order, a way in")
        PROJECT = "project", pgettext_lazy("special price", "Project price")
        KEEP = "keep", pgettext_lazy("special price", "To keep the customer")

    scoping: ClassVar[Scoping] = Scoping(
        kind="quote", owner="asked_by", unit="unit", team="party__team_members__person"
    )

    party = models.ForeignKey(
        Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="special_prices"
    )
    product = models.ForeignKey(Product, verbose_name=_("product"), on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(QuoteLine, null=True, blank=True, on_delete=models.SET_NULL, related_name="special_prices")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    currency = models.CharField(_("currency"), max_length=3)
    listed = models.BigIntegerField()
    found = models.BigIntegerField()
    minor = models.BigIntegerField(_("price asked for"))
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    until_on = models.DateField(_("valid until"))
    project = models.CharField(_("project"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ASKED)
    agreed = models.ForeignKey(AgreedPrice, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    before = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="after")
    leader = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="others")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BothQuerySet["SpecialPrice"].as_manager()

    class Meta:
        verbose_name = _("special price")
        constraints = [
            models.CheckConstraint(condition=Q(minor__gte=0) & Q(quantity__gt=0), name="special_price_asked"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """Where it is being decided."""
        return reverse("special_price", args=[self.pk])

    @property
    def called(self) -> str:
        """Customer, product and quantity."""
        return f"{self.party.called} · {self.product.called} {self.quantity.normalize():f} {self.product.unit}"

    @property
    def price(self) -> Money:
        """What is asked for."""
        return Money(self.minor, self.currency)

    @property
    def list_price(self) -> Money:
        """What the price list for everybody says."""
        return Money(self.listed, self.currency)

    def is_better_than(self, other: "SpecialPrice") -> bool:
        """For us: no lower a price, no larger a quantity, no later an end."""
        return self.minor >= other.minor and self.quantity <= other.quantity and self.until_on <= other.until_on

    def worth(self, minor: Decimal | int) -> Money:
        """The whole quantity at such a price."""
        exact = Decimal(minor) * self.quantity / self.product.per
        return Money(int(exact.to_integral_value("ROUND_HALF_UP")), self.currency)
