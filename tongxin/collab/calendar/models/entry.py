"""An entry: what takes place at a time, once or again and again."""

from datetime import date, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.calendar.models.calendar import Calendar
from tongxin.collab.calendar.models.recurring import Repeats, walls_of
from tongxin.collab.people.models import Person

_CUSTOMER = "party"


class CalendarEntryQuerySet(models.QuerySet["Entry"]):
    """Entries, chosen. Loaded by doors only through `visible_to(person)`."""

    def living(self) -> Self:
        """Those not in the recycle bin."""
        return self.filter(deleted_at=None)

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those of one's own calendars, those to which one is invited, and those of calendars opened to oneself that are not private.
        Fails closed."""
        number = reach_of(person).person_id
        if not number:
            return self.none()
        calendars = Calendar.objects.visible_to(person).values("pk")
        opened = Q(calendar__in=calendars) & (Q(is_private=False) | Q(calendar__owner=number) | Q(made_by=number))
        return self.filter(opened | Q(pk__in=Guest.objects.filter(person=number).values("entry")))

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """Those of calendars in which one may write, but what others keep private."""
        number = reach_of(person).person_id
        mine = Q(is_private=False) | Q(calendar__owner=number) | Q(made_by=number)
        return self.filter(mine, calendar__in=Calendar.objects.changeable_by(person).values("pk"))

    def during(self, since: datetime, until: datetime) -> Self:
        """Those that may take place at some time from `since` until before `until`; what comes back has to be reckoned out."""
        return self.filter(Q(over_at=None) | Q(over_at__gt=since), starts_at__lt=until)


class Entry(models.Model):
    """`starts_at` and `ends_at` are those of the first time; a whole day begins and ends at midnight in `zone`.

    `rule` says when it comes back (RFC 5545), `without` are the local starts left out, `over_at` is the end of the last time (nothing:
    it has no end). One time of a series that differs is an entry of its own with `series` and `instead_of`, the start it takes the place of.
    `uid` and `sequence` are its name and edition for other programs. `kept_resources` are the numbers of what it had when it was deleted.
    """

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="entries", db_index=False)
    title = models.CharField(pgettext_lazy("entry", "what"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    place = models.CharField(pgettext_lazy("entry", "where"), max_length=200, blank=True)
    is_all_day = models.BooleanField(default=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    over_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64)
    rule = models.CharField(max_length=300, blank=True)
    only_workdays = models.BooleanField(default=False)
    without = models.JSONField(default=list, blank=True)
    series = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="changed_times")
    instead_of = models.DateTimeField(null=True, blank=True)
    is_private = models.BooleanField(default=False)
    is_free = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    uid = models.CharField(max_length=255)
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)
    kept_resources = models.JSONField(default=list, blank=True)

    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["calendar", "starts_at"], name="entry_of_calendar", condition=Q(deleted_at=None)),
            models.Index(
                fields=["subject_kind", "subject_id"], name="entry_about", condition=Q(subject_id__isnull=False)
            ),
            models.Index(fields=["calendar", "uid"], name="entry_by_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_words"),
            models.CheckConstraint(condition=Q(ends_at__gte=models.F("starts_at")), name="entry_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(series=None, instead_of=None) | Q(series__isnull=False, instead_of__isnull=False, rule=""),
                name="entry_in_place_of_one_time",
            ),
            models.UniqueConstraint(
                fields=["series", "instead_of"], name="entry_one_in_place_of_each", condition=Q(deleted_at=None)
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None) | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="entry_about_a_whole_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("calendar-entry", args=[self.pk])

    @property
    def subject(self) -> Subject | None:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id) if self.subject_id is not None else None

    @property
    def customer(self) -> int | None:
        """The customer on whose timeline it belongs."""
        return self.subject_id if self.subject_kind == _CUSTOMER else None

    @property
    def lasts(self) -> timedelta:
        """How long one time of it takes."""
        return self.ends_at - self.starts_at

    @property
    def repeats(self) -> Repeats:
        """When it takes place, as the rules of recurrence want it."""
        zone = ZoneInfo(self.zone)
        return Repeats(self.starts_at, self.rule, zone, walls_of(self.without), self.only_workdays)

    @property
    def first_on(self) -> date:
        """Its first day, by the clock of its own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def last_on(self) -> date:
        """The last day of its first time; what ends at midnight ends on the day before."""
        ends = max(self.ends_at - timedelta(microseconds=1), self.starts_at)
        return ends.astimezone(ZoneInfo(self.zone)).date()


class Guest(models.Model):
    """A colleague, or somebody from outside by name and mail. Who would come at another time says when."""

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("invitation", "has not answered")
        YES = "yes", pgettext_lazy("invitation", "comes")
        NO = "no", pgettext_lazy("invitation", "can't come")
        OTHER = "other", pgettext_lazy("invitation", "proposes another time")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    answer = models.CharField(max_length=5, blank=True, choices=Answer.choices)
    proposed_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["entry", "person"], name="guest_once"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="guest_is_somebody"),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name
