"""A step: what is planned, with a day and somebody who does it."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxin.collab.access.models import reach_of
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models.activity import Activity
from tongxin.directory.activities.models.due import Due
from tongxin.directory.activities.models.kinds import ICONS, PLANNED, Kind
from tongxin.directory.activities.models.reach import through_party
from tongxin.directory.activities.models.sums import WithMoney
from tongxin.directory.parties.models import Party

# How long a plan can be taken back as if it had never been.
_SLIP = timedelta(minutes=2)


class StepQuerySet(models.QuerySet["Step"]):
    """Steps, chosen. Loaded by doors only through `visible_to(person)`."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """Those of customers whom the person may see, and own ones that belong to no customer. Fails closed."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        own = Q(party=None) & (Q(owner=reach.person_id) | Q(made_by=reach.person_id))
        return self.filter(through_party(person, "read") | own)

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """Those one has to do or planned, and all of customers whom the person may change; never what one can't see."""
        reach = reach_of(person)
        own = Q(owner=reach.person_id) | Q(made_by=reach.person_id)
        return self.visible_to(person).filter(own | through_party(person, "write"))

    def open(self) -> Self:
        """Those still to be done."""
        return self.filter(done_at=None, cancelled_at=None)

    def of(self, person: Person) -> Self:
        """Those which the person has to do."""
        return self.filter(owner=person)

    def overdue(self, now: datetime) -> Self:
        """Open ones whose time has passed."""
        late = Q(due_at__lt=now) | Q(due_at=None, due_on__lt=timezone.localdate(now))
        return self.open().filter(late)

    def due_until(self, day: Any) -> Self:  # Any: a date; mypy's stubs want the column's own type
        """Open ones due on or before a day."""
        return self.open().filter(due_on__lte=day)

    def done_between(self, start: datetime, end: datetime) -> Self:
        """Those finished from `start` until before `end`."""
        return self.filter(done_at__gte=start, done_at__lt=end)

    def soonest_first(self) -> Self:
        """By day, then by clock time; whole days after hours, some day at the end."""
        return self.order_by(F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "id")


class Step(WithMoney, models.Model):
    """Always has a day in `due_on` when it has a clock time in `due_at`; without both it is due some day."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=[(kind.value, kind.label) for kind in PLANNED], default=Kind.TASK
    )
    text = models.CharField(_("what"), max_length=500)
    party = models.ForeignKey(
        Party,
        verbose_name=_("customer"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="steps",
        db_index=False,
    )
    people = models.ManyToManyField(
        Party, verbose_name=_("people"), through="StepPerson", related_name="steps_with", blank=True
    )
    due_on = models.DateField(_("day"), null=True, blank=True)
    due_at = models.DateTimeField(_("time"), null=True, blank=True)
    owner = models.ForeignKey(Person, verbose_name=_("who"), on_delete=models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="next_steps"
    )
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        indexes = [
            models.Index(
                fields=["owner", "due_on", "due_at", "id"],
                name="step_to_do",
                condition=Q(done_at=None, cancelled_at=None),
            ),
            models.Index(
                fields=["party", "due_on", "due_at", "id"],
                name="step_next_of_party",
                condition=Q(done_at=None, cancelled_at=None),
            ),
            models.Index(
                fields=["due_on", "due_at", "id"], name="step_by_day", condition=Q(done_at=None, cancelled_at=None)
            ),
            models.Index(fields=["party", "-id"], name="step_of_party"),
            models.Index(fields=["done_by", "-done_at"], name="step_done", condition=Q(done_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="step_has_words"),
            models.CheckConstraint(condition=Q(due_at=None) | Q(due_on__isnull=False), name="step_time_has_day"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="step_ends_once"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The step's own page."""
        return reverse("step", args=[self.pk])

    @property
    def icon(self) -> str:
        """The drawing of its kind."""
        return ICONS[Kind(self.kind)]

    @property
    def due(self) -> Due:
        """When it is due."""
        return Due(self.due_on, self.due_at)

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.done_at is None and self.cancelled_at is None

    @property
    def is_slip(self) -> bool:
        """Taken back as soon as it was planned: it never was a plan."""
        return self.cancelled_at is not None and self.cancelled_at - self.created_at < _SLIP

    def is_late(self, now: datetime) -> bool:
        """Open, and its time has passed."""
        deadline = self.due.deadline
        return self.is_open and deadline is not None and deadline < now

    def days_late(self, now: datetime) -> int:
        """Whole days since it was due; 0 when it is not late or was due today."""
        if self.due_on is None or not self.is_late(now):
            return 0
        return max((timezone.localdate(now) - self.due_on) // timedelta(days=1), 0)


class StepPerson(models.Model):
    """Somebody on the customer's side whom the step concerns."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="people_in")
    person = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="step_person_once")]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.person_id}"
