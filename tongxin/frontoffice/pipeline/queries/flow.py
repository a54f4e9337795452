"""How deals go through the stages: days, conversion, and what stands too long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count

from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline, Stage, StageStay
from tongxin.frontoffice.pipeline.queries.sums import MOST_STUCK

FLOW_DAYS = 180


@dataclass(frozen=True)
class StageFlow:
    """Of one stage, in the last FLOW_DAYS: how many `left` it after how many `days` on average; of them how many went on (or were
    won), and how many were lost; now, how many stand there longer than is usual (no further counted than MOST_STUCK)."""

    stage: Stage
    left: int
    days: int | None
    on: int
    lost: int
    stuck: int

    @property
    def conversion(self) -> int | None:
        """Of a hundred that left it, how many went on."""
        return round(100 * self.on / self.left) if self.left else None


def flow_of(
    person: Any, pipeline: Pipeline, at: datetime
) -> list[StageFlow]:  # Any: also takes Django's anonymous user
    """All stages in use of a pipeline, within what the person may see."""
    stages = list(pipeline.stages.filter(retired_at=None).order_by("place", "id"))
    seen = Opportunity.objects.visible_to(person).living()
    stays = StageStay.objects.filter(stage__in=stages, left_at__gte=at - timedelta(days=FLOW_DAYS))
    stays = stays.filter(opportunity__in=seen.values("pk"))
    found: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
    for stage, went, count, days in stays.order_by().values_list("stage_id", "went").annotate(Count("pk"), Avg("days")):
        found[stage].append((went, int(count), float(days or 0)))
    places = {str(stage.pk): stage.place for stage in stages}
    return [_flow(stage, found[stage.pk], places, _stuck(seen, stage, at)) for stage in stages]


def _flow(stage: Stage, ways: list[tuple[str, int, float]], places: dict[str, int], stuck: int) -> StageFlow:
    left = sum(count for _went, count, _days in ways)
    spent = sum(count * days for _went, count, days in ways)
    went_on = sum(count for went, count, _days in ways if went == "won" or places.get(went, -1) > stage.place)
    lost = sum(count for went, count, _days in ways if went == "lost")
    return StageFlow(stage, left, round(spent / left) if left else None, went_on, lost, stuck)


def _stuck(seen: Any, stage: Stage, at: datetime) -> int:  # Any: a QuerySet
    rows = seen.open().filter(stage=stage, stage_since__lt=at - timedelta(days=stage.days + 1)).order_by()
    return int(rows.values("pk")[:MOST_STUCK].count())
