"""A line that says what of a product is offered, ordered or thought of, and for how much: the same on every document."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.directory.catalogue.models.agreed_price import AgreedPrice
from tongxin.directory.catalogue.models.product import Product
from tongxin.directory.catalogue.rules.adding import Amount, Counted, line_amount
from tongxin.directory.catalogue.rules.saying import Reason


class PricedLine(models.Model):
    """`found` is what price lists and agreements said when it was written, with the reasons in `why`; `minor` is the price that stands,
    both for `per` of `unit`, of which one holds `factor` of the product's own; `discount` is what goes off it, in per cent. A room says in `currency` in which
    currency its lines are."""

    place = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(pgettext_lazy("line", "what"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    unit = models.CharField(pgettext_lazy("product", "unit"), max_length=20, blank=True)
    factor = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    per = models.PositiveIntegerField(default=1)
    listed = models.BigIntegerField(_("list price"), null=True, blank=True)
    found = models.BigIntegerField(null=True, blank=True)
    minor = models.BigIntegerField(_("price"))
    discount = models.DecimalField(_("discount"), max_digits=5, decimal_places=2, default=0)
    tax_rate = models.DecimalField(_("tax rate"), max_digits=5, decimal_places=2, default=0)
    is_taxed = models.BooleanField(default=True)
    agreed = models.ForeignKey(AgreedPrice, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    why = models.JSONField(default=list)
    net = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    gross = models.BigIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("place", "id")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="%(class)s_quantity"),
            models.CheckConstraint(condition=Q(minor__gte=0) & Q(per__gte=1), name="%(class)s_price"),
            models.CheckConstraint(condition=Q(discount__gte=0, discount__lte=100), name="%(class)s_discount"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="%(class)s_adds_up"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def currency(self) -> str:
        """In which currency the document is."""
        raise TypeError(type(self).__name__)

    def money(self, minor: int | None) -> Money | None:
        """An amount in the document's currency."""
        return None if minor is None else Money(minor, self.currency)

    @property
    def price(self) -> Money:
        """What `per` of its units cost."""
        return Money(self.minor, self.currency)

    @property
    def list_price(self) -> Money | None:
        """What the price list for everybody says."""
        return self.money(self.listed)

    @property
    def amount(self) -> Money:
        """What the line comes to, with tax."""
        return Money(self.gross, self.currency)

    @property
    def worth(self) -> Amount:
        """What it comes to, counted anew."""
        return self._worth_at(self.minor, self.discount)

    @property
    def listed_worth(self) -> Amount:
        """What it would come to at the list price, or at its own where that is higher, without the discount."""
        return self._worth_at(max(self.listed or 0, self.minor), Decimal(0))

    def _worth_at(self, minor: int, discount: Decimal) -> Amount:
        price = Money(minor, self.currency)
        counted = Counted(
            price=price, quantity=self.quantity, per=self.per, discount=discount, tax_rate=self.tax_rate, is_taxed=self.is_taxed
        )  # fmt: skip
        return line_amount(counted)

    @property
    def given_away(self) -> Money:
        """How much less it comes to, with tax, than at the list price."""
        return self.listed_worth.gross - self.worth.gross

    @property
    def given_share(self) -> Decimal:
        """The same in per cent of what the list price comes to."""
        whole = self.listed_worth.gross.minor
        return round(Decimal(self.given_away.minor) * 100 / whole, 2) if whole else Decimal(0)

    @property
    def own_quantity(self) -> Decimal:
        """How many of the product's own units it holds."""
        return self.quantity * self.factor

    @property
    def said(self) -> str:
        """Why it has this price, as one line."""
        return ", ".join(str(Reason.from_json(kept)) for kept in self.why)

    @property
    def needs_decision(self) -> bool:
        """Below what price lists and agreements allow."""
        return self.found is not None and self.after_discount < self.found

    @property
    def after_discount(self) -> Decimal:
        """The price less the discount, in minor units, not rounded."""
        return Decimal(self.minor) * (100 - Decimal(str(self.discount))) / 100

    @property
    def reduced_price(self) -> Money:
        """The price less the discount, to the minor unit."""
        return self.price.times((100 - Decimal(str(self.discount))) / 100)

    def values(self) -> dict[str, Any]:  # Any: as typed
        """What somebody would type to write it again."""
        return {
            "product": self.product, "text": self.text, "quantity": self.quantity, "unit": self.unit, "price": self.price,
            "discount": self.discount, "tax_rate": self.tax_rate,
        }  # fmt: skip
