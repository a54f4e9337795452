"""Many records of a list changed at once, behind the scenes."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.collab.access.models import reach_of
from tongxin.collab.jobs.models import Job, is_under_way
from tongxin.collab.people.models import Person

FACT = "fact"


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    """Bulk changes, chosen."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """One's own, and all for administrators."""
        reach = reach_of(person)
        if not reach.person_id:
            return self.none()
        return self if reach.is_administrator else self.filter(asked_by=reach.person_id)


class BulkChange(models.Model):
    """One deed on all records that a list of `kind` showed. `deed` is FACT (a field is set) or the key of one of the list's deeds.
    `address` is how the list was asked for; rows are taken in the order of their numbers from behind `cursor` up to `last_id`.
    `refused` counts rows that the person may see and not change."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("bulk change", "under way")
        DONE = "done", pgettext_lazy("bulk change", "done")
        UNDOING = "undoing", pgettext_lazy("bulk change", "being taken back")
        UNDONE = "undone", pgettext_lazy("bulk change", "taken back")

    kind = models.CharField(max_length=30)
    deed = models.CharField(max_length=30)
    values = models.JSONField(default=dict)
    address = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    total = models.PositiveIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    last_id = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undo_cursor = models.BigIntegerField(null=True)
    restored = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    objects = BulkChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind}: {self.deed} #{self.pk}"

    def get_absolute_url(self) -> str:
        """How far it is."""
        return reverse("bulk_change", args=[self.pk])

    @property
    def batch(self) -> str:
        """Under what the journal keeps its entries."""
        return f"bulk:{self.pk}"

    @property
    def is_going_on(self) -> bool:
        """Whether there is something to wait for: a job that was stopped or given up is none."""
        return self.state in (self.State.RUNNING, self.State.UNDOING) and is_under_way(self.job)
