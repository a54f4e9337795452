"""Agreed prices: one customer, one product, a period and a quantity, consumed by orders."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models.opened import OpenedQuerySet
from tongxin.directory.catalogue.models.product import Product
from tongxin.directory.parties.models import Party

# Quantities of agreements are kept in whole thousandths, so that both databases add them up without a rest.
PARTS = 1000


class AgreedPriceQuerySet(OpenedQuerySet["AgreedPrice"]):
    """Agreed prices, chosen: for those who may see products and the customer."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Of customers whom the person sees."""
        seen = Party.objects.visible_to(person).filter(pk=OuterRef("party_id"))
        return super().visible_to(person).filter(Exists(seen))

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """Of customers whom the person may change, for those who keep the catalogue."""
        seen = Party.objects.changeable_by(person).filter(pk=OuterRef("party_id"))
        return super().changeable_by(person).filter(Exists(seen))

    def standing(self) -> Self:
        """Those not ended before their time."""
        return self.filter(ended_at=None)


class AgreedPrice(models.Model):
    """`minor` is the price of the product's `per` units. `most` and `used` count thousandths of its unit; `used` never passes `most`.

    `project` binds it to one undertaking of the customer. `kind` and `number` name the record by which it came about.
    """

    party = models.ForeignKey(Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="agreed_prices")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="agreed_prices")
    project = models.CharField(_("project"), max_length=120, blank=True)
    minor = models.BigIntegerField(_("agreed price"))
    currency = models.CharField(_("currency"), max_length=3)
    from_on = models.DateField(_("valid from"))
    until_on = models.DateField(_("valid until"))
    most = models.BigIntegerField(_("quantity"))
    used = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=40, blank=True)
    number = models.PositiveBigIntegerField(default=0)
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AgreedPriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed price")
        verbose_name_plural = _("agreed prices")
        constraints = [
            models.CheckConstraint(condition=Q(minor__gte=0), name="agreed_price_not_negative"),
            models.CheckConstraint(condition=Q(most__gt=0) & Q(used__gte=0), name="agreed_price_quantity"),
            models.CheckConstraint(condition=Q(used__lte=F("most")), name="agreed_price_never_over"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="agreed_price_period"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} × {self.product_id}: {self.money}"

    def get_absolute_url(self) -> str:
        """The agreement's page."""
        return reverse("agreed_price", args=[self.pk])

    @property
    def money(self) -> Money:
        """The agreed price."""
        return Money(self.minor, self.currency)

    @property
    def quantity(self) -> Decimal:
        """How much may be ordered at this price."""
        return Decimal(self.most) / PARTS

    @property
    def left(self) -> Decimal:
        """How much of it is left."""
        return Decimal(self.most - self.used) / PARTS

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on this day."""
        return self.ended_at is None and self.from_on <= day <= self.until_on


class AgreedUse(models.Model):
    """An order line took `parts` thousandths of an agreed price; `kind` and `number` name the line. Given back, it counts no more."""

    agreed = models.ForeignKey(AgreedPrice, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    parts = models.BigIntegerField()
    used_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    used_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], condition=Q(given_back_at=None), name="agreed_use_once"),
            models.CheckConstraint(condition=Q(parts__gt=0), name="agreed_use_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.agreed_id}: {self.parts}"

    @property
    def quantity(self) -> Decimal:
        """How much was taken."""
        return Decimal(self.parts) / PARTS
