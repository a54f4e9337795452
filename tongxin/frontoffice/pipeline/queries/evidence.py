"""What the stages ask for, and what of it is there."""

from dataclasses import dataclass

from django.db.models import Q

from tongxin.frontoffice.pipeline.models import Evidence, EvidenceShown, Opportunity, Stage


@dataclass(frozen=True)
class Asked:
    """A piece of evidence, and whether it is there."""

    evidence: Evidence
    shown: EvidenceShown | None


def evidence_of(opportunity: Opportunity) -> list[Asked]:
    """What the stage in which it stands asks for."""
    asked = list(Evidence.objects.in_use().filter(stage=opportunity.stage_id))
    if not asked:
        return []
    rows = EvidenceShown.objects.filter(opportunity=opportunity, evidence__in=asked).select_related("shown_by")
    shown = {row.evidence_id: row for row in rows}
    return [Asked(one, shown.get(one.pk)) for one in asked]


def missing_before(opportunity: Opportunity, into: Stage | None) -> list[Evidence]:
    """What holds it back on the way forward to `into` (None: to the order). Going back, or into another pipeline, needs nothing."""
    if into is not None and into.pipeline_id != opportunity.pipeline_id:
        return []
    here = opportunity.stage
    way = Q(stage__place__gte=here.place)
    if into is not None:
        way &= Q(stage__place__lt=into.place)
    shown = EvidenceShown.objects.filter(opportunity=opportunity).values("evidence")
    asked = Evidence.objects.in_use().filter(way, stage__pipeline=opportunity.pipeline_id, holds=True)
    asked = asked.filter(Q(stage=here) | Q(stage__retired_at=None))
    return list(asked.exclude(pk__in=shown).select_related("stage"))
