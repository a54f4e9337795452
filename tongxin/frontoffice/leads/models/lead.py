"""A lead: somebody shows interest."""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.models import ScopedQuerySet, Scoping, reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Step
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.leads.models.arranging import LeadSource
from tongxin.frontoffice.pipeline.models import Opportunity

OPEN = ("new", "working")


class LeadQuerySet(ScopedQuerySet["Lead"]):
    """Leads, chosen. Loaded by doors only through `visible_to(person)`. They are seen as far as opportunities; nobody is on the team of
    a lead and none is shown to others by hand."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """What the person may see: the scope of the roles for opportunities. Fails closed."""
        return self.within_scope(person)

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """What the person may change."""
        reach = reach_of(person)
        scopes = {("opportunity", "read"): reach.scope("opportunity", "write")}
        return self.within_scope(replace(reach, scopes=scopes, found={}))

    def takeable_by(self, person: Any) -> Self:  # Any: as above
        """Those in sight that nobody has yet."""
        return self.visible_to(person).filter(owner=None, state__in=OPEN)

    def open(self) -> Self:
        """Those still to be answered or worked on."""
        return self.filter(state__in=OPEN)


class Lead(models.Model):
    """`name` is the person's, `company` whom they work for. Somebody answers until `respond_by`; `step` is that call in the owner's agenda.
    Converted it names the customer (`party`), the person there and the opportunity."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("lead", "new")
        WORKING = "working", pgettext_lazy("lead", "in touch")
        CONVERTED = "converted", pgettext_lazy("lead", "converted")
        DROPPED = "dropped", pgettext_lazy("lead", "dropped")

    scoping: ClassVar[Scoping] = Scoping(kind="opportunity", owner="owner", unit="unit", team="owner")

    name = models.CharField(_("name"), max_length=80, blank=True)
    company = models.CharField(_("company"), max_length=200, blank=True)
    title = models.CharField(pgettext_lazy("person", "title"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    wechat = models.CharField(_("WeChat"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    about = models.TextField(_("what it is about"), max_length=4000, blank=True)
    source = models.ForeignKey(
        LeadSource, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.NEW)
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    came_at = models.DateTimeField(_("came in"))
    respond_by = models.DateTimeField(_("answer until"))
    responded_at = models.DateTimeField(_("answered"), null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why_dropped = models.CharField(_("why dropped"), max_length=200, blank=True)
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("Leads")
        indexes = [
            models.Index(fields=["owner", "state", "respond_by"], name="lead_of_owner"),
            models.Index(fields=["unit", "-id"], name="lead_of_unit"),
            models.Index(fields=["respond_by"], name="lead_unanswered", condition=Q(responded_at=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") | ~Q(company=""), name="lead_of_somebody"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(why_dropped=""), name="lead_dropped_with_reason"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """The lead's page."""
        return reverse("lead", args=[self.pk])

    @property
    def called(self) -> str:
        """Company and person, as far as known."""
        return " · ".join(part for part in (self.company, self.name) if part)

    @property
    def is_open(self) -> bool:
        """Still to be answered or worked on."""
        return self.state in OPEN

    def is_late(self, at: datetime) -> bool:
        """The promise of a first answer is broken, or was."""
        return (self.responded_at or at) > self.respond_by and (self.is_open or self.responded_at is not None)


class LeadNote(models.Model):
    """What was said with a lead, before there was a customer to note it with. `kind` is one of the activities'."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=12)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.text[:40]}"
