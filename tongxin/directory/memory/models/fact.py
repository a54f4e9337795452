"""A fact: one thing worth remembering of a customer or a person."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.memory.models.fading import State, state_of, trust
from tongxin.directory.memory.models.kinds import ICONS, PRIVATE, Confidence, Kind, Occasion
from tongxin.directory.parties.models import Contact, Party, sees

LONGEST = 300


def hidden_kinds(person: Any) -> list[str]:  # Any: also takes Django's anonymous user
    """Kinds of facts which the person's roles hide."""
    hidden = hidden_fields(person, "party")
    return [kind for kind, name in PRIVATE.items() if name in hidden]


def _hidden_facts(person: Any) -> Q:  # Any: as above
    """Facts of hidden kinds; a birthday is hidden here when the record hides it."""
    facts = Q(kind__in=hidden_kinds(person))
    if "birthday" in hidden_fields(person, "party"):
        facts |= Q(kind=Kind.DATE, occasion=Occasion.BIRTHDAY)
    return facts


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts, chosen. Loaded by doors only through `visible_to(person)`."""

    def living(self) -> Self:
        """Those not forgotten."""
        return self.filter(forgotten_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Facts about parties the person may see, and about people who work at such; private kinds only to whom they are open."""
        if not reach_of(person).person_id:
            return self.none()
        works = Contact.objects.current().filter(sees(person, "party_id"), person=OuterRef("party_id"))
        living = Party.objects.living().filter(pk=OuterRef("party_id"))
        seen = Q(sees(person, "party_id")) | Q(Exists(works) & Exists(living))
        return self.filter(seen).exclude(_hidden_facts(person))

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """One's own, and all about parties which the person may change."""
        parties = Party.objects.changeable_by(person).living().filter(pk=OuterRef("party_id"))
        works = Contact.objects.current().filter(person=OuterRef("party_id"))
        works = works.filter(party__in=Party.objects.changeable_by(person).living().values("pk"))
        own = Q(noted_by=reach_of(person).person_id)
        return self.visible_to(person).filter(own | Q(Exists(parties)) | Q(Exists(works)))


class Fact(models.Model):
    """`party` is whom it is about, `relative` the other person of a family fact whom we know, too.

    A day is kept as it was said (`is_lunar`, `is_leap`); without `day` it is some time in that month. `told_by` is who said it, `source` the
    record in which it was said; `confirmed_at` is when it was last known to hold: from there it fades.
    """

    party = models.ForeignKey(Party, verbose_name=_("about"), on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(pgettext_lazy("fact", "kind"), max_length=10, choices=Kind.choices)
    text = models.CharField(pgettext_lazy("fact", "what"), max_length=LONGEST, blank=True)
    occasion = models.CharField(pgettext_lazy("fact", "occasion"), max_length=10, choices=Occasion.choices, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_lunar = models.BooleanField(_("by the lunar calendar"), default=False)
    is_leap = models.BooleanField(_("in a leap month"), default=False)
    relative = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    told_by = models.CharField(_("who said so"), max_length=80, blank=True)
    source_kind = models.CharField(max_length=30, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    confidence = models.CharField(
        pgettext_lazy("fact", "how sure"), max_length=8, choices=Confidence.choices, default=Confidence.SURE
    )
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ("-confirmed_at", "-id")
        indexes = [
            models.Index(fields=["party", "kind"], name="fact_of_party", condition=Q(forgotten_at=None)),
            models.Index(fields=["month", "day"], name="fact_by_day", condition=Q(forgotten_at=None)),
            models.Index(fields=["source_kind", "source_id"], name="fact_source", condition=Q(source_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(month__isnull=False), name="fact_says_something"),
            models.CheckConstraint(condition=Q(day=None) | Q(month__isnull=False), name="fact_day_has_month"),
        ]

    def __str__(self) -> str:
        parts = [str(self.yearly) if self.yearly and not self.text else "", self.text]
        if self.kind == Kind.DATE and self.yearly and self.text in ("", str(self.get_occasion_display())):
            parts = [str(self.get_occasion_display()), str(self.yearly)]
        return " ".join(part for part in parts if part)

    def get_absolute_url(self) -> str:
        """The fact's own page."""
        return reverse("fact", args=[self.pk])

    @property
    def icon(self) -> str:
        """The drawing of its kind."""
        return ICONS[Kind(self.kind)]

    @property
    def yearly(self) -> YearlyDay | None:
        """The day of the year, as it was said."""
        return YearlyDay(self.month, self.day, self.year, self.is_lunar, self.is_leap) if self.month else None

    @property
    def source(self) -> Subject | None:
        """The record in which it was said."""
        return Subject(self.source_kind, self.source_id) if self.source_id is not None else None

    def next_on(self, today: date) -> date | None:
        """When its day comes next; what happens only once and lies behind doesn't come again."""
        day = self.yearly
        if day is None:
            return None
        if self.kind == Kind.DATE or day.year is None:
            return day.next_on(today)
        return on if (on := day.in_year(day.year)) >= today else None

    def trust_at(self, now: datetime) -> float:
        """How far it can be trusted now, from 1 to 0."""
        return trust(self.kind, self.confidence, now - self.confirmed_at)

    def state_at(self, now: datetime) -> State:
        """Sure, fading, or to be asked again."""
        return state_of(self.kind, self.confidence, now - self.confirmed_at)
