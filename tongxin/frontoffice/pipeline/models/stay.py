"""A stay in a stage: from these come days in a stage, conversion and slippage."""

from django.db import models
from django.db.models import Q

from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity
from tongxin.frontoffice.pipeline.models.pipeline import Stage


class StageStay(models.Model):
    """From when until when an opportunity stood in a stage, for how many `days`, and where it `went`: the number of another stage, won,
    or lost."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stays", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    went = models.CharField(max_length=12, blank=True)
    moved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["opportunity", "id"], name="stage_stay_of_deal"),
            models.Index(fields=["stage", "left_at"], name="stage_stay_left", condition=Q(left_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["opportunity"], condition=Q(left_at=None), name="stage_stay_one_open"),
            models.CheckConstraint(condition=Q(left_at=None) | ~Q(went=""), name="stage_stay_went_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} @ {self.stage_id}"
