"""An opportunity: something a customer may buy from us, and how far it has come."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.money import Money
from tongxin.collab.access.models import ScopedQuerySet, Scoping, reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.access.models.scoped import Deed
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Step
from tongxin.directory.parties.models import Party, at_seen_customers
from tongxin.frontoffice.pipeline.models.pipeline import LostReason, Pipeline, Stage

SOME_DAY = date(9999, 12, 31)
_OPEN = Q(state="open", deleted_at=None)


class OpportunityQuerySet(ScopedQuerySet["Opportunity"]):
    """Opportunities, chosen. Loaded by doors only through `visible_to(person)`."""

    def living(self) -> Self:
        """Those not in the recycle bin."""
        return self.filter(deleted_at=None)

    def open(self) -> Self:
        """Those still to be won."""
        return self.filter(_OPEN)

    def _reachable(self, person: Any, deed: Deed) -> Self:  # Any: also takes Django's anonymous user
        """Within one's own scope for opportunities, and at customers whom one sees: both rights are needed."""
        rows = super()._reachable(person, deed)
        if reach_of(person).scope("party", "read") == Scope.ALL:
            return rows
        return rows.filter(Q(party=None) | Q(at_seen_customers(reach_of(person))))


class Opportunity(models.Model):
    """`amount` counts the smallest units of `currency`; without one it is not known. `probability` is per cent. `competitor` holds the
    names of its competitors (`OpportunityCompetitor`), written down so that lists, rules and formulas have them.
    `slips` is how often the expected close was put off, `first_expected_on` what was expected at first.

    Won or lost it keeps the last stage it stood in. `step` is the planned next step, an ordinary one in its owner's agenda.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("opportunity", "open")
        WON = "won", pgettext_lazy("opportunity", "won")
        LOST = "lost", pgettext_lazy("opportunity", "lost")

    scoping: ClassVar[Scoping] = Scoping(kind="opportunity", owner="owner", unit="unit", team="team_members__person")

    name = models.CharField(_("name"), max_length=200)
    party = models.ForeignKey(
        Party, verbose_name=_("customer"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="opportunities", db_index=False,
    )  # fmt: skip
    pipeline = models.ForeignKey(
        Pipeline, verbose_name=_("pipeline"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="opportunities", db_index=False
    )
    state = models.CharField(_("state"), max_length=4, choices=State.choices, default=State.OPEN)
    stage_since = models.DateTimeField(_("in this stage since"))
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    probability = models.PositiveSmallIntegerField(_("probability"))
    expected_on = models.DateField(_("expected close"), null=True, blank=True)
    expected_order = models.GeneratedField(
        expression=Coalesce("expected_on", models.Value(SOME_DAY)),
        output_field=models.DateField(),
        db_persist=True,
    )
    first_expected_on = models.DateField(_("first expected close"), null=True, blank=True)
    slips = models.PositiveSmallIntegerField(_("times put off"), default=0)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    step = models.ForeignKey(
        Step, verbose_name=_("next step"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(_("source"), max_length=80, blank=True)
    product = models.CharField(_("product"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)
    lost_reason = models.ForeignKey(
        LostReason, verbose_name=_("why lost"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    competitor = models.CharField(_("competitor"), max_length=2500, blank=True)
    external_id = models.CharField(_("number in the old system"), max_length=80, blank=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)
    gone_with_customer = models.BooleanField(default=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        indexes = [
            models.Index(fields=["stage", "expected_order", "id"], name="deal_in_stage", condition=_OPEN),
            models.Index(fields=["owner", "expected_order", "id"], name="deal_of_owner", condition=_OPEN),
            models.Index(fields=["unit", "expected_order", "id"], name="deal_of_unit", condition=_OPEN),
            models.Index(fields=["stage_since", "id"], name="deal_standing", condition=_OPEN),
            models.Index(fields=["party", "-id"], name="deal_of_party"),
            models.Index(fields=["external_id"], name="deal_by_external_id", condition=~Q(external_id="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="deal_has_a_name"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="deal_amount_not_negative"),
            models.CheckConstraint(condition=Q(probability__lte=100), name="deal_probability"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="deal_closed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The opportunity's page."""
        return reverse("opportunity", args=[self.pk])

    @property
    def worth(self) -> Money | None:
        """What it is worth."""
        return None if self.amount is None else Money(self.amount, self.currency)

    @property
    def days_put_off(self) -> int:
        """By how many days the expected close lies behind what was expected at first."""
        first, last = self.first_expected_on, self.expected_on
        return max((last - first).days, 0) if first and last else 0

    @property
    def is_open(self) -> bool:
        """Still to be won."""
        return self.state == self.State.OPEN and self.deleted_at is None

    @property
    def next_step(self) -> Step | None:
        """What is planned, as long as it is to be done."""
        return self.step if self.step is not None and self.step.is_open else None

    def days_standing(self, now: datetime) -> int:
        """Whole days since it came into its stage, by the calendar."""
        return (timezone.localdate(now) - timezone.localdate(self.stage_since)).days

    def is_stuck(self, now: datetime) -> bool:
        """Open, and longer in its stage than is usual there."""
        return self.is_open and self.days_standing(now) > self.stage.days


class OpportunityMember(models.Model):
    """A colleague who works on it together with its owner, and as what (`part`)."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="team_members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("part"), max_length=40, blank=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "person"], name="deal_member_once")]

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.person_id}"
