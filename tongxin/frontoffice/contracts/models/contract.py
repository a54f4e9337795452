"""A contract: what a customer and we hold each other to, for how much, from when until when."""

from datetime import date
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
from tongxin.frontoffice.pipeline.models import Opportunity


class ContractQuerySet(BothQuerySet["Contract"]):
    """Contracts, chosen. Loaded by doors only through `visible_to(person)`."""

    def holding(self) -> "ContractQuerySet":
        """Sealed, and not ended."""
        return self.filter(state__in=(Contract.State.SEALED, Contract.State.IN_FORCE))

    def standing(self) -> "ContractQuerySet":
        """All but those that were ended before their time."""
        return self.exclude(state=Contract.State.TERMINATED)


class Contract(models.Model):
    """The sums count minor units of `currency`; without lines `net` is what was typed. `source` and `record` name where it came from, such
    as a quote; `deal` is the opportunity of its renewal. `unit` is who signs for us. `begins_on` to `ends_on` it holds, both days included;
    `revision` counts the amendments that were carried out, `version` everything that was saved."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("contract", "draft")
        ASKED = "asked", pgettext_lazy("contract", "being approved")
        APPROVED = "approved", pgettext_lazy("contract", "approved")
        SEALED = "sealed", pgettext_lazy("contract", "sealed")
        IN_FORCE = "in_force", pgettext_lazy("contract", "in force")
        ENDED = "ended", pgettext_lazy("contract", "ended")
        TERMINATED = "terminated", pgettext_lazy("contract", "terminated")

    class Kind(models.TextChoices):
        SALE = "sale", pgettext_lazy("contract", "sale")
        FRAMEWORK = "framework", pgettext_lazy("contract", "framework")
        SERVICE = "service", pgettext_lazy("contract", "service")
        LEASE = "lease", pgettext_lazy("contract", "lease")
        OTHER = "other", pgettext_lazy("contract", "other")

    scoping: ClassVar[Scoping] = Scoping(
        kind="contract", owner="owner", unit="unit", team="party__team_members__person"
    )

    number = models.CharField(_("contract number"), max_length=60, unique=True)
    their_number = models.CharField(_("customer’s contract number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.SALE)
    party = models.ForeignKey(Party, verbose_name=_("customer"), on_delete=models.CASCADE, related_name="contracts")
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("signing unit"), null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    currency = models.CharField(_("currency"), max_length=3)
    net = models.BigIntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    gross = models.BigIntegerField(_("amount"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    project = models.CharField(_("project"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(max_length=40, blank=True)
    record = models.PositiveBigIntegerField(default=0)
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="renewals", db_index=False
    )
    deal = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    sealed_at = models.DateTimeField(null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(_("why ended"), max_length=200, blank=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveSmallIntegerField(default=1)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        indexes = [
            models.Index(fields=["party", "-id"], name="contract_of_party"),
            models.Index(fields=["owner", "-id"], name="contract_of_owner"),
            models.Index(fields=["unit", "-id"], name="contract_of_unit"),
            models.Index(fields=["state", "ends_on"], name="contract_by_end"),
            models.Index(fields=["source", "record"], name="contract_of_source"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "record"], condition=~Q(source="") & ~Q(state="terminated"), name="contract_once_of_source"
            ),
            models.UniqueConstraint(fields=["renews"], condition=~Q(state="terminated"), name="contract_renewed_once"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")) & Q(gross__gte=0), name="contract_adds_up"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="contract_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(state="terminated") | ~Q(why_ended=""), name="contract_terminated_with_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=("sealed", "in_force", "ended")) | Q(sealed_at__isnull=False), name="contract_sealed_before_it_holds"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """The contract's page."""
        return reverse("contract", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number, with its title."""
        return f"{self.number} {self.title}".strip()

    @property
    def is_draft(self) -> bool:
        """Still to be changed freely."""
        return self.state == self.State.DRAFT

    @property
    def holds(self) -> bool:
        """Sealed, and not ended."""
        return self.state in (self.State.SEALED, self.State.IN_FORCE)

    @property
    def can_be_terminated(self) -> bool:
        """Neither ended nor terminated yet."""
        return self.state not in (self.State.ENDED, self.State.TERMINATED)

    @property
    def total(self) -> Money:
        """What it comes to, with tax."""
        return Money(self.gross, self.currency)

    def days_left(self, day: date) -> int | None:
        """How many days are left of it after this one; None where it has no end, or doesn't hold."""
        return (self.ends_on - day).days if self.ends_on is not None and self.holds else None


class ContractLine(PricedLine):
    """A line of a contract; where there are any, together they are its amount."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")

    class Meta(PricedLine.Meta):
        pass

    @property
    def currency(self) -> str:
        """The contract's."""
        return self.contract.currency
