"""An activity: what happened between us and a customer."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models.deeds import deed, with_minutes
from tongxin.directory.activities.models.kinds import HAPPENED, ICONS, Kind
from tongxin.directory.activities.models.reach import through_party
from tongxin.directory.activities.models.sums import WithMoney
from tongxin.directory.parties.models import Party


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, chosen. Loaded by doors only through `visible_to(person)`."""

    def living(self) -> Self:
        """Those not in the recycle bin."""
        return self.filter(deleted_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those of customers whom the person may see, and own ones that belong to no customer yet. Fails closed."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        return self.filter(through_party(person, "read") | Q(party=None, made_by=reach.person_id))

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """One's own, and all of customers whom the person may change; never what the person can't see."""
        reach = reach_of(person)
        own = Q(made_by=reach.person_id)
        return self.visible_to(person).filter(own | through_party(person, "write"))

    def unfiled(self) -> Self:
        """Those that belong to no customer yet."""
        return self.filter(party=None)

    def of(self, person: Person) -> Self:
        """Those which the person wrote down."""
        return self.filter(made_by=person)

    def contacts(self) -> Self:
        """Those in which we were in touch: everything but notes."""
        return self.exclude(kind=Kind.NOTE)

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that happened from `start` until before `end`."""
        return self.filter(at__gte=start, at__lt=end)


class Activity(WithMoney, models.Model):
    """`at` is when it happened, `created_at` when it was written down. `amount` counts the smallest units of `currency`.

    `about` names what else it was about (a deal, a ticket); without a party it waits for its author to file it.
    """

    class Direction(models.TextChoices):
        IN = "in", _("from them")
        OUT = "out", _("from us")

    kind = models.CharField(_("kind"), max_length=10, choices=[(kind.value, kind.label) for kind in HAPPENED])
    party = models.ForeignKey(
        Party,
        verbose_name=_("customer"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="activities",
        db_index=False,
    )
    people = models.ManyToManyField(
        Party, verbose_name=_("people"), through="ActivityPerson", related_name="activities_with", blank=True
    )
    at = models.DateTimeField(_("when"))
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    about_kind = models.CharField(max_length=30, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices, blank=True)
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    made_by = models.ForeignKey(
        Person, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["party", "-at", "-id"], name="activity_of_party"),
            models.Index(fields=["made_by", "-at", "-id"], name="activity_of_person"),
            models.Index(fields=["made_by", "-at", "-id"], name="activity_unfiled", condition=Q(party=None)),
            models.Index(fields=["-at", "-id"], name="activity_newest", condition=Q(deleted_at=None)),
            # Lists ask whether there was a visit since a day, row by row or all at once; the index answers without the rows.
            models.Index(fields=["party", "kind", "at"], name="activity_of_kind", condition=Q(deleted_at=None)),
            models.Index(fields=["kind", "at", "party"], name="activity_by_kind", condition=Q(deleted_at=None)),
            models.Index(fields=["about_kind", "about_id"], name="activity_about", condition=Q(about_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.text[:60] or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """The activity's own page."""
        return reverse("activity", args=[self.pk])

    @property
    def icon(self) -> str:
        """The drawing of its kind."""
        return ICONS[Kind(self.kind)]

    @property
    def about(self) -> Subject | None:
        """What else it was about."""
        return Subject(self.about_kind, self.about_id) if self.about_id is not None else None

    @property
    def names(self) -> list[str]:
        """Names of the people who took part on the customer's side."""
        return [person.name for person in self.people.all()]

    @property
    def said(self) -> str:
        """What was done, with whom and for how long, without who did it."""
        return with_minutes(deed(self.kind, self.direction, self.names), self.minutes)


class ActivityPerson(models.Model):
    """Somebody on the customer's side took part."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="people_in")
    person = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="activity_person_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.person_id}"
