"""Timers: what must happen to an approval at an instant, once."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class TimerQuerySet(models.QuerySet["Timer"]):
    """Timers, chosen."""

    def waiting(self) -> Self:
        """Those that have not gone off."""
        return self.filter(fired_at=None)

    def due(self, now: datetime) -> Self:
        """Those whose time has come, in order."""
        return self.waiting().filter(at__lte=now).order_by("at", "id")


class Timer(models.Model):
    """`number` is the task it belongs to, or the run for `wake`."""

    class Mark(models.TextChoices):
        REMIND = "remind", pgettext_lazy("timer", "half of the time is over")
        DUE = "due", pgettext_lazy("timer", "the time is over")
        ESCALATE = "escalate", pgettext_lazy("timer", "half as much again is over")
        WAKE = "wake", pgettext_lazy("timer", "the waiting is over")
        RESUME = "resume", pgettext_lazy("timer", "the pause is over")

    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="timers", db_index=False)
    number = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=8, choices=Mark.choices)
    at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True, blank=True)

    objects = TimerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at", "id"], name="timer_waiting", condition=Q(fired_at=None))]
        constraints = [models.UniqueConstraint(fields=["approval", "number", "mark"], name="timer_once")]

    def __str__(self) -> str:
        return f"{self.approval_id}.{self.number} {self.mark} {self.at}"
