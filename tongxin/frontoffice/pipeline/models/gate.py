"""Gates: stages into which a deal goes when somebody has decided that it may."""

from django.db import models

from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity
from tongxin.frontoffice.pipeline.models.pipeline import Stage


class GatePass(models.Model):
    """That one opportunity may enter a stage was asked, and `is_agreed` once it is agreed; `ended_at` is empty while it is being decided.
    `figures` is what was agreed to; where it is empty, the pass is from before they were kept, and holds for any."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="gate_passes")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    is_agreed = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    figures = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=models.Q(ended_at=None), name="gate_asked_once"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.stage_id}"
