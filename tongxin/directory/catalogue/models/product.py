"""Products and services: what they are called, how they are counted, what belongs together."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models.opened import OpenedQuerySet

# Kinds of customers to whom the sale of a product can be kept.
SOLD_TO = {
    "customer": _("customer"),
    "dealer": _("dealer"),
    "agent": _("agent"),
    "partner": _("partner"),
    "person": _("person"),
}


class Category(models.Model):
    """A family of products. `sold_to` keeps the sale to these kinds of customers; empty means everybody."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    sold_to = models.JSONField(_("sold to"), default=list, blank=True)

    class Meta:
        verbose_name = _("category")
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="category_has_a_name")]

    def __str__(self) -> str:
        return self.name


class ProductQuerySet(OpenedQuerySet["Product"]):
    """Products, chosen. Loaded by doors only through `visible_to(person)`."""

    def on_sale(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Product(models.Model):
    """`unit` is the unit in which it is counted; prices, cost and floor are of `per` such units, in minor units of their currency.

    A variant is a product of its own that names the one it is a variant of. `sold_to` as in the category, which it overrules.
    What is withdrawn can't be quoted any more, and stays where it was quoted.
    """

    class Kind(models.TextChoices):
        GOODS = "goods", pgettext_lazy("product", "goods")
        SERVICE = "service", pgettext_lazy("product", "service")
        BUNDLE = "bundle", pgettext_lazy("product", "bundle")

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    english_name = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(pgettext_lazy("product", "kind"), max_length=8, choices=Kind.choices, default=Kind.GOODS)
    category = models.ForeignKey(
        Category, verbose_name=_("category"), null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    variant_of = models.ForeignKey(
        "self", verbose_name=_("variant of"), null=True, blank=True, on_delete=models.PROTECT, related_name="variants"
    )
    variant = models.CharField(_("variant"), max_length=80, blank=True)
    unit = models.CharField(pgettext_lazy("product", "unit"), max_length=20)
    per = models.PositiveIntegerField(_("priced per"), default=1)
    tax_rate = models.DecimalField(_("tax rate"), max_digits=5, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    cost = models.BigIntegerField(_("cost"), null=True, blank=True)
    floor = models.BigIntegerField(_("floor price"), null=True, blank=True)
    sold_to = models.JSONField(_("sold to"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    sort_key = models.CharField(max_length=120, editable=False)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="product_by_name"),
            models.Index(fields=["category", "sort_key", "id"], name="product_by_category"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(code="") & ~models.Q(name=""), name="product_has_a_name"),
            models.CheckConstraint(condition=~models.Q(unit="") & models.Q(per__gte=1), name="product_is_counted"),
            models.CheckConstraint(
                condition=models.Q(tax_rate__gte=0) & models.Q(tax_rate__lte=100), name="product_tax_rate"
            ),
            models.CheckConstraint(condition=models.Q(cost=None) | models.Q(cost__gte=0), name="product_cost"),
            models.CheckConstraint(condition=models.Q(floor=None) | models.Q(floor__gte=0), name="product_floor"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """The product's page."""
        return reverse("product", args=[self.pk])

    @property
    def called(self) -> str:
        """Its name with the variant."""
        return f"{self.name} {self.variant}".strip()

    @property
    def cost_price(self) -> Money | None:
        """What `per` units cost us. Only for those to whom the cost is shown."""
        return None if self.cost is None else Money(self.cost, self.currency)

    @property
    def floor_price(self) -> Money | None:
        """Below which somebody must be asked. Only for those to whom the floor price is shown."""
        return None if self.floor is None else Money(self.floor, self.currency)

    @property
    def is_on_sale(self) -> bool:
        """Not withdrawn."""
        return self.withdrawn_at is None


class ProductUnit(models.Model):
    """A further unit: one of it is `factor` of the product's own units (1 箱 = 12 台)."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(pgettext_lazy("product", "unit"), max_length=20)
    factor = models.DecimalField(_("holds"), max_digits=12, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="product_unit_once"),
            models.CheckConstraint(condition=models.Q(factor__gt=0), name="product_unit_factor"),
        ]

    def __str__(self) -> str:
        return self.name


class BundlePart(models.Model):
    """A bundle holds `quantity` of the part, in the part's own unit."""

    bundle = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="in_bundles")
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "part"], name="bundle_part_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) & ~models.Q(bundle=models.F("part")), name="bundle_part_quantity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.quantity} × {self.part_id}"


class ProductLink(models.Model):
    """`other` is a spare part of the product, or can be sold in its place."""

    class Kind(models.TextChoices):
        SPARE = "spare", _("spare part")
        SUBSTITUTE = "substitute", _("substitute")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "other", "kind"], name="product_link_once"),
            models.CheckConstraint(condition=~models.Q(product=models.F("other")), name="product_link_other"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.kind} {self.other_id}"
