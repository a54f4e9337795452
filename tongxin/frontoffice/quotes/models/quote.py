"""A quote: what we offer a customer, for how much, and until when."""

from datetime import date
from typing import Any, ClassVar

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


class Quote(models.Model):
    """One version of an offer. Versions share `number`; a sent one is never changed, a further one takes its place.

    The sums count minor units of `currency`; they are those of the lines that are not options. `kind` and `record` name where it came from.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("quote", "draft")
        SENT = "sent", pgettext_lazy("quote", "with the customer")
        ACCEPTED = "accepted", pgettext_lazy("quote", "accepted")
        DECLINED = "declined", pgettext_lazy("quote", "declined")
        REPLACED = "replaced", pgettext_lazy("quote", "replaced")

    scoping: ClassVar[Scoping] = Scoping(kind="quote", owner="owner", unit="unit", team="party__team_members__person")

    number = models.CharField(_("quote number"), max_length=30)
    revision = models.PositiveSmallIntegerField(_("version"), default=1)
    title = models.CharField(_("title"), max_length=200)
    party = models.ForeignKey(Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="quotes")
    owner = models.ForeignKey(Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    valid_until = models.DateField(_("valid until"))
    project = models.CharField(_("project"), max_length=120, blank=True)
    terms = models.TextField(_("terms"), blank=True)
    shows_discount = models.BooleanField(_("show discounts to the customer"), default=False)
    kind = models.CharField(max_length=40, blank=True)
    record = models.PositiveBigIntegerField(default=0)
    listed = models.BigIntegerField(default=0)
    given_away = models.BigIntegerField(_("given away"), default=0)
    net = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    gross = models.BigIntegerField(_("amount"), default=0)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    lock = models.PositiveIntegerField(default=1)

    objects = BothQuerySet["Quote"].as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        indexes = [models.Index(fields=["kind", "record"], name="quote_of_record", condition=Q(record__gt=0))]
        constraints = [
            models.UniqueConstraint(fields=["number", "revision"], name="quote_version_once"),
            models.UniqueConstraint(fields=["number"], condition=~Q(state="replaced"), name="quote_one_version_stands"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="quote_adds_up"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """The quote's page."""
        return reverse("quote", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number, with the version from the second one on."""
        return f"{self.number}-{self.revision}" if self.revision > 1 else self.number

    @property
    def version(self) -> int:
        """Counts changes, so that nobody overwrites what they have not seen."""
        return self.lock

    @property
    def is_draft(self) -> bool:
        """Still to be changed."""
        return self.state == self.State.DRAFT

    def is_over(self, day: date) -> bool:
        """Not valid any more on this day."""
        return day > self.valid_until

    @property
    def total(self) -> Money:
        """What everything comes to, with tax."""
        return Money(self.gross, self.currency)

    @property
    def lost(self) -> Money:
        """How much of the list prices is given away."""
        return Money(self.given_away, self.currency)


class QuoteLine(PricedLine):
    """An option isn't in the sum. A price that comes below `found` after its discount needs a decision before the quote is sent."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    is_option = models.BooleanField(_("option"), default=False)

    @property
    def currency(self) -> str:
        """The quote's."""
        return self.quote.currency

    def values(self) -> dict[str, Any]:  # Any: as typed
        """What somebody would type to write it again."""
        return super().values() | {"is_option": self.is_option}
