"""An order: what a customer buys, for how much, until when, and how far it has come."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.collab.access.models import Scoping
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import PricedLine
from tongxin.directory.parties.models import BothQuerySet, Party


class OrderQuerySet(BothQuerySet["Order"]):
    """Orders, chosen. Loaded by doors only through `visible_to(person)`."""

    def standing(self) -> "OrderQuerySet":
        """Those that hold: neither drafts nor called off."""
        return self.filter(state__in=Order.HOLDING)


class Order(models.Model):
    """The sums count minor units of `currency`. `kind` and `record` name where it came from, such as a quote. `received` is the money that
    came in for it. What was amended counts up `revision`."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("order", "draft")
        CONFIRMED = "confirmed", pgettext_lazy("order", "confirmed")
        PARTLY = "partly", pgettext_lazy("order", "partly delivered")
        DELIVERED = "delivered", pgettext_lazy("order", "delivered")
        CANCELLED = "cancelled", pgettext_lazy("order", "called off")

    HOLDING: ClassVar[tuple[str, ...]] = (State.CONFIRMED, State.PARTLY, State.DELIVERED)
    scoping: ClassVar[Scoping] = Scoping(kind="order", owner="owner", unit="unit", team="party__team_members__person")

    number = models.CharField(_("order number"), max_length=60, unique=True)
    their_number = models.CharField(_("customer’s order number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    party = models.ForeignKey(Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="orders")
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    ordered_on = models.DateField(_("ordered on"))
    wanted_on = models.DateField(_("wanted on"), null=True, blank=True)
    ship_to = models.CharField(_("deliver to"), max_length=300, blank=True)
    terms = models.TextField(_("terms"), blank=True)
    project = models.CharField(_("project"), max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    record = models.PositiveBigIntegerField(default=0)
    net = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    gross = models.BigIntegerField(_("amount"), default=0)
    received = models.BigIntegerField(_("received"), default=0)
    revision = models.PositiveSmallIntegerField(default=1)
    why_cancelled = models.CharField(_("why called off"), max_length=200, blank=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("sale", "order")
        verbose_name_plural = _("orders")
        indexes = [
            models.Index(fields=["party", "-ordered_on"], name="order_of_party"),
            models.Index(fields=["owner", "-ordered_on"], name="order_of_owner"),
            models.Index(fields=["unit", "-ordered_on"], name="order_of_unit"),
            models.Index(fields=["-ordered_on", "-id"], name="order_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"], condition=Q(kind="quote") & ~Q(state="cancelled"), name="order_once_of_quote"
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="order_adds_up"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(why_cancelled=""), name="order_cancelled_with_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """The order's page."""
        return reverse("order", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number, with its title."""
        return f"{self.number} {self.title}".strip()

    @property
    def is_draft(self) -> bool:
        """Still to be changed freely."""
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        """Confirmed, and not all of it delivered."""
        return self.state in (self.State.CONFIRMED, self.State.PARTLY)

    @property
    def total(self) -> Money:
        """What everything comes to, with tax."""
        return Money(self.gross, self.currency)

    @property
    def paid(self) -> Money:
        """What came in for it."""
        return Money(self.received, self.currency)

    def is_late(self, day: date) -> bool:
        """Wanted before this day and not delivered."""
        return self.is_open and self.wanted_on is not None and self.wanted_on < day


class OrderLine(PricedLine):
    """`delivered` counts its unit; whoever delivers fills it in."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    delivered = models.DecimalField(_("delivered"), max_digits=12, decimal_places=3, default=0)

    class Meta(PricedLine.Meta):
        constraints = [
            *PricedLine.Meta.constraints,
            models.CheckConstraint(condition=Q(delivered__gte=0), name="orderline_delivered"),
        ]

    @property
    def currency(self) -> str:
        """The order's."""
        return self.order.currency

    @property
    def left(self) -> Decimal:
        """How much is still to go out."""
        return self.quantity - self.delivered
