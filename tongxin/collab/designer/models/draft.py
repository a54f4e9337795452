"""Drafts of flows: drawn step by step, kept with every change, and published as the next version."""

from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from tongxin.collab.approvals.models import Flow
from tongxin.collab.people.models import Person


class FlowDraftQuerySet(models.QuerySet["FlowDraft"]):
    """Drafts, chosen."""

    def with_people(self) -> Self:
        """With what pages say of them."""
        return self.select_related("flow", "begun_by", "changed_by")


class FlowDraft(models.Model):
    """The one draft of a flow: all who care for flows draw on the same. `based_on` is the version it began from, 0 for none; `place` the
    number of the state that counts (undoing goes back); `revision` counts every change, undoing too."""

    flow = models.OneToOneField(Flow, on_delete=models.CASCADE, related_name="draft")
    name = models.CharField(pgettext_lazy("flow", "name"), max_length=60)
    based_on = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    objects = FlowDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        """The version it will be."""
        return self.based_on + 1


class DraftState(models.Model):
    """What was drawn after one change. `deed` says which, on the step that was called `about` then."""

    draft = models.ForeignKey(FlowDraft, on_delete=models.CASCADE, related_name="states", db_index=False)
    number = models.PositiveIntegerField()
    graph = models.JSONField()
    deed = models.CharField(max_length=20)
    about = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_state_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}.{self.number} {self.deed}"
