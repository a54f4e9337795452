"""A job: one piece of work that somebody asked for, or that comes by itself every so often."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person

LONGEST_LEASE = timedelta(minutes=10)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own jobs; administrators see all. Fails closed."""
        if can_administer(person):
            return self.all()
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(created_by=person)

    def active(self) -> Self:
        """Those still to be done."""
        return self.filter(state__in=Job.ACTIVE)

    def claimable(self, now: datetime) -> Self:
        """Those whose turn has come, in the order in which they are taken."""
        return self.filter(state=Job.State.WAITING, run_after__lte=now).order_by("-priority", "run_after", "id")

    def abandoned(self, now: datetime) -> Self:
        """Those whose worker is silent. A lease that ends too far ahead was given by a clock that has since been set back."""
        return self.filter(Q(lease_until__lt=now) | Q(lease_until__gt=now + LONGEST_LEASE), state=Job.State.RUNNING)

    def finished_before(self, moment: datetime) -> Self:
        """Those that ended long ago, well or badly."""
        return self.filter(finished_at__lt=moment).exclude(state__in=Job.ACTIVE)


class Job(models.Model):
    """`lease_token` is the fence: every write of a worker names the token it was given, and an old one changes nothing.

    `attempts` counts failures and `losses` counts workers that fell silent, both since the job last came further than ever
    (`furthest`): so work that goes on is never given up, however often its worker is killed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    ACTIVE = (State.WAITING, State.RUNNING)

    name = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    unique_key = models.CharField(max_length=100, blank=True)
    occurrence = models.DateTimeField(null=True, blank=True)

    worker = models.CharField(max_length=120, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    losses = models.PositiveSmallIntegerField(default=0)
    furthest = models.BigIntegerField(default=0)

    progress_done = models.BigIntegerField(default=0)
    progress_total = models.BigIntegerField(null=True, blank=True)
    progress_note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True)

    created_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-priority", "run_after", "id"], name="job_waiting", condition=Q(state="waiting")),
            models.Index(fields=["lease_until"], name="job_running", condition=Q(state="running")),
            models.Index(fields=["finished_at"], name="job_finished", condition=Q(finished_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "unique_key"],
                name="job_unique_key",
                condition=~Q(unique_key="") & Q(state__in=["waiting", "running"]),
            ),
            models.UniqueConstraint(fields=["name", "occurrence"], name="job_occurrence_once"),
            models.UniqueConstraint(fields=["lease_token"], name="job_lease_token"),
            models.CheckConstraint(
                condition=Q(state="running", lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_token__isnull=True, lease_until__isnull=True)),
                name="job_running_has_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_end_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether there is still something to wait for."""
        return self.state in self.ACTIVE

    @property
    def is_being_cancelled(self) -> bool:
        """Asked to stop and not yet stopped."""
        return self.state == self.State.RUNNING and self.cancel_asked_at is not None


def standing(job: Job | None) -> Job.State:
    """How the work stands for which a record keeps its job. Where the job's row is gone nobody does the work any longer: it was stopped."""
    return Job.State.CANCELLED if job is None else Job.State(job.state)


def is_under_way(job: Job | None) -> bool:
    """Whether such work waits or goes on, and a page should ask again."""
    return standing(job) in Job.ACTIVE
