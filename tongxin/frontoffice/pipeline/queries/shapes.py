"""The ways of selling, as an administrator looks at them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum as Added

from tongxin.frontoffice.pipeline.models import Evidence, Opportunity, Pipeline, Stage, Tally


@dataclass(frozen=True)
class StageShape:
    """A stage, what it asks for, and how many open deals stand in it."""

    stage: Stage
    evidence: list[Evidence]
    open: int


@dataclass(frozen=True)
class Shape:
    """A way of selling with its stages in use."""

    pipeline: Pipeline
    stages: list[StageShape]


def shapes() -> list[Shape]:
    """All ways of selling, those in use first."""
    asked: dict[int, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.in_use():
        asked[one.stage_id].append(one)
    rows = Tally.objects.filter(state=Opportunity.State.OPEN).order_by().values_list("stage_id")
    counts = dict(rows.annotate(Added("count")))
    stages: dict[int, list[StageShape]] = defaultdict(list)
    for stage in Stage.objects.filter(retired_at=None).order_by("place", "id"):
        stages[stage.pipeline_id].append(StageShape(stage, asked[stage.pk], counts.get(stage.pk, 0)))
    pipelines = sorted(Pipeline.objects.all(), key=lambda one: (one.retired_at is not None, one.place, one.pk))
    return [Shape(one, stages[one.pk]) for one in pipelines]
