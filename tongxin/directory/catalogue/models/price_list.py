"""Price lists: for whom, where, when, and from which quantity on."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.directory.catalogue.models.opened import OpenedQuerySet
from tongxin.directory.catalogue.models.product import Product


class Channel(models.TextChoices):
    """The way by which something is sold."""

    DIRECT = "direct", pgettext_lazy("channel of sale", "direct")
    DEALER = "dealer", pgettext_lazy("channel of sale", "dealers")
    AGENT = "agent", pgettext_lazy("channel of sale", "agents")
    ONLINE = "online", pgettext_lazy("channel of sale", "online")


class PriceListQuerySet(OpenedQuerySet["PriceList"]):
    """Price lists, chosen. Loaded by doors only through `visible_to(person)`."""

    def in_use(self) -> Self:
        """Those not retired."""
        return self.filter(retired_at=None)


class PriceList(models.Model):
    """Empty `tier`, `region`, `channel` mean: for all. The days of `from_on` and `until_on` are in it. `is_taxed`: its prices hold the tax."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    currency = models.CharField(_("currency"), max_length=3)
    tier = models.CharField(_("tier"), max_length=20, blank=True)
    region = models.CharField(_("sales region"), max_length=80, blank=True)
    channel = models.CharField(_("channel of sale"), max_length=8, choices=Channel.choices, blank=True)
    from_on = models.DateField(_("valid from"), null=True, blank=True)
    until_on = models.DateField(_("valid until"), null=True, blank=True)
    is_taxed = models.BooleanField(_("prices hold the tax"), default=True)
    version = models.PositiveIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PriceListQuerySet.as_manager()

    class Meta:
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="price_list_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(from_on=None)
                | models.Q(until_on=None)
                | models.Q(until_on__gte=models.F("from_on")),
                name="price_list_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list's page."""
        return reverse("price_list", args=[self.pk])

    def holds_on(self, day: date) -> bool:
        """Whether the list is valid on this day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


class Price(models.Model):
    """What `per` units of the product cost by this list, from `least` units on."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="prices", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="prices")
    least = models.DecimalField(_("from quantity"), max_digits=12, decimal_places=3, default=0)
    minor = models.BigIntegerField(_("price"))

    objects = OpenedQuerySet["Price"].as_manager()

    class Meta:
        verbose_name = _("price")
        constraints = [
            models.UniqueConstraint(fields=["price_list", "product", "least"], name="price_once"),
            models.CheckConstraint(
                condition=models.Q(minor__gte=0) & models.Q(least__gte=0), name="price_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.price_list_id} {self.product_id} ≥ {self.least}: {self.minor}"

    @property
    def money(self) -> Money:
        """The price in the currency of its list."""
        return Money(self.minor, self.price_list.currency)
