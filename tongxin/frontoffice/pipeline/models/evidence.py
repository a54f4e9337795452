"""What must be there before an opportunity leaves a stage, and what has been shown."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models.opportunity import Opportunity
from tongxin.frontoffice.pipeline.models.pipeline import Named, Stage


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Pieces of evidence, chosen."""

    def in_use(self) -> Self:
        """Those that are asked for, in order."""
        return self.filter(retired_at=None).order_by("stage__place", "place", "id")


class Evidence(Named):
    """Something that is known or agreed at the end of a stage. What `holds` keeps an opportunity in its stage until it is shown."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="evidence")
    holds = models.BooleanField(_("nothing goes on without it"), default=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")


class EvidenceShown(models.Model):
    """That it is there for one opportunity, by whom and since when."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="evidence_shown")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    shown_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    shown_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "evidence"], name="evidence_shown_once")]

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.evidence_id}"
