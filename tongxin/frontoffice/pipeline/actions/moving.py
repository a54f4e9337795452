"""Moving many opportunities at once, because their stage is given up."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.bulk import insert_rows
from tongxin.base.events import Telling, tell_many
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityMoved
from tongxin.frontoffice.pipeline.models import Opportunity, Stage, StageStay

_AT_ONCE = 1000


def move_all(*, by: Person, rows: QuerySet[Opportunity], into: Stage) -> None:
    """Bring these open ones `into` a stage, with its chance; each is told of. Nobody's rights are asked: the caller did. Needs a
    transaction."""
    for some in _pieces(rows):
        _move(by, some, into)


def _pieces(rows: QuerySet[Opportunity]) -> Iterator[list[Opportunity]]:
    last = 0
    while some := list(
        rows.filter(pk__gt=last).order_by("pk").select_related("stage").select_for_update(of=("self",))[:_AT_ONCE]
    ):
        last = some[-1].pk
        yield some


def _move(by: Person, some: list[Opportunity], into: Stage) -> None:
    at = now()
    tally(-share_of(one) for one in some)
    tellings = [_told(by, one, into) for one in some]
    for one in some:
        StageStay.objects.filter(opportunity=one, left_at=None).update(
            left_at=at, went=str(into.pk), moved_by=by, days=max(one.days_standing(at), 0)
        )
        one.stage, one.pipeline_id, one.stage_since, one.probability = into, into.pipeline_id, at, into.probability
        one.version += 1
    insert_rows(StageStay, [StageStay(opportunity=one, stage=into, came_at=at, moved_by=by) for one in some])
    Opportunity.objects.filter(pk__in=[one.pk for one in some]).update(
        stage=into, pipeline=into.pipeline_id, stage_since=at, probability=into.probability, version=F("version") + 1, updated_at=at
    )  # fmt: skip
    tally(share_of(one) for one in some)
    tell_many(tellings)


def _told(by: Person, one: Opportunity, into: Stage) -> Telling:
    at = now()
    event = OpportunityMoved(
        title=one.name, stage=into.called, stage_before=one.stage.called, days=max(one.days_standing(at), 0),
        fields=["stage"], after={"stage": into.pk},
    )  # fmt: skip
    return Telling(
        event=event, by_id=by.pk, on=Subject("opportunity", one.pk), at=at, happened_at=at, customer_id=one.party_id,
        before={"stage": one.stage_id},
    )  # fmt: skip
