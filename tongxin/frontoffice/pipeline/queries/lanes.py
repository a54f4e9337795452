"""The lanes of the board: the first cards of each stage, and how to go on."""

from dataclasses import dataclass
from typing import Any

from tongxin.base.paging import page_of
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityQuerySet, Pipeline, Stage
from tongxin.frontoffice.pipeline.queries.sums import Sum, stage_sums

AT_ONCE = 20
_ORDER = ("expected_order", "id")


@dataclass(frozen=True)
class Lane:
    """One stage of the board. `more` says how many cards follow, `next` where they begin."""

    stage: Stage
    sum: Sum
    cards: list[Opportunity]
    next: str

    @property
    def more(self) -> int:
        """How many more there are."""
        return max(self.sum.count - len(self.cards), 1) if self.next else 0


def lanes_of(
    person: Any, pipeline: Pipeline, *, mine: bool = False
) -> list[Lane]:  # Any: also takes Django's anonymous user
    """All lanes of a pipeline: those that close soonest come first. Sums are those of everything in sight."""
    sums = stage_sums(person, pipeline)
    stages = list(pipeline.stages.filter(retired_at=None).order_by("place", "id"))
    return [_lane(person, stage, sums.get(stage.pk, Sum(0)), mine=mine) for stage in stages]


def _lane(person: Any, stage: Stage, total: Sum, *, mine: bool) -> Lane:  # Any: as above
    cards, following = lane_page(person, stage, mine=mine)
    return Lane(stage, total, cards, following)


def lane_page(
    person: Any, stage: Stage, *, mine: bool = False, cursor: str = ""
) -> tuple[list[Opportunity], str]:  # Any: as above
    """Some cards of a stage and the cursor of the next ones, empty at the end. Raises BadCursor."""
    rows = carded(Opportunity.objects.visible_to(person).open().filter(stage=stage))
    if mine:
        rows = rows.filter(owner=person)
    page = page_of(rows, order=_ORDER, size=AT_ONCE, cursor=cursor)
    return page.rows, page.next or ""


def carded(rows: OpportunityQuerySet) -> OpportunityQuerySet:
    """With all that a card shows."""
    return rows.select_related("party", "owner", "step", "stage")
