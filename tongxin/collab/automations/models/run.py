"""A run: one record that a rule looked at, what it did, and why or why not."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.automations.models.rule import Rule, RuleVersion
from tongxin.collab.people.models import Person


class RunQuerySet(models.QuerySet["Run"]):
    """Runs, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """The log is the administrators'; which records it speaks of is asked of the records."""
        return self.all() if can_administer(person) else self.none()

    def waiting(self) -> Self:
        """Those still to be looked at, in their order."""
        return self.filter(state=Run.State.WAITING).order_by("id")

    def ended_before(self, moment: datetime) -> Self:
        """Those of which nobody needs to know any more."""
        return self.filter(ended_at__lt=moment)


class Run(models.Model):
    """Written down in the transaction of its cause, done by a job. `depth` counts the rules that led here one after the other.

    `parts` says of each condition whether it held; `did` names the acts that were done; `error` is why not all could be.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("run", "waiting")
        DONE = "done", pgettext_lazy("run", "done")
        UNFIT = "unfit", pgettext_lazy("run", "did not fit")
        FAILED = "failed", pgettext_lazy("run", "failed")
        STOPPED = "stopped", pgettext_lazy("run", "stopped")

    class Reason(models.TextChoices):
        NONE = "", ""
        CONDITIONS = "conditions", _("a condition did not hold")
        SIGHT = "sight", _("the record is gone, or out of the sight of whoever it acts for")
        OFF = "off", _("the rule was switched off meanwhile")
        LOOP = "loop", _("rules set each other going")
        OFTEN = "often", _("too often on the same record within an hour")
        MANY = "many", _("too many within an hour, so the rule was switched off")
        REFUSED = "refused", _("it could not be done")
        FAULT = "fault", _("a fault of the program; nothing was done")

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="runs", db_index=False)
    version = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    customer_id = models.BigIntegerField(null=True)
    caused_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()
    depth = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    parts = models.JSONField(default=list)
    did = models.JSONField(default=list)
    error = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["rule", "-id"], name="run_of_rule"),
            models.Index(fields=["rule", "id"], name="run_waiting", condition=Q(state="waiting")),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="run_of_record"),
            models.Index(fields=["ended_at"], name="run_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.subject_kind}:{self.subject_id}"

    @property
    def subject(self) -> Subject:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id)

    @property
    def key(self) -> str:
        """Under which everything it does is done once."""
        return f"rule:{self.rule_id}:{self.pk}"
