"""Opportunities as JSON."""

from collections import defaultdict, namedtuple
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.frontoffice.pipeline.models import (
    Opportunity,
    OpportunityCompetitor,
    OpportunityLine,
    Pipeline,
    Stage,
)
from tongxin.frontoffice.pipeline.queries import Sum, stage_sums, won_report
from tongxin.interfaces.rest.queries.lines import lines_told
from tongxin.interfaces.rest.queries.lists import (
    Asked,
    Conditions,
    Orders,
    UnknownNames,
    equal_to,
    narrowed,
    order_of,
    page,
)
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "name", "state", "probability", "source", "product", "competitor", "external_id", "note", "version")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "pipeline_id", "stage_id", "amount", "currency", "expected_on", "closed_on",
    "owner_id", "owner__name", "step__text", "step__due_on", "step__done_at", "step__cancelled_at", "lost_reason_id",
    "lost_reason__name", "lost_reason__key", "stage_since", "created_at",
)  # fmt: skip
ORDERS: Orders = {"close_on": ("expected_order", "id"), "id": ("id",)}
CONDITIONS: Conditions = {
    **{name: equal_to(name) for name in ("state", "owner", "party", "stage", "pipeline", "external_id")},
    "competitor": lambda value: Q(Exists(_rivals(value))),
    "lost_to": lambda value: Q(Exists(_rivals(value).filter(standing=OpportunityCompetitor.Standing.WON))),
}


def _rivals(name: str) -> QuerySet[OpportunityCompetitor]:
    return OpportunityCompetitor.objects.filter(opportunity=OuterRef("pk"), name=name)


def seen_opportunities(person: Person) -> QuerySet[Opportunity]:
    """All that are not in the recycle bin."""
    return Opportunity.objects.visible_to(person).living()


def seen_opportunity(person: Person, number: int) -> Opportunity:
    """The opportunity, if the person may see it; else it does not exist."""
    found = seen_opportunities(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def opportunities_named(person: Person, numbers: Collection[int]) -> dict[int, Json | None]:
    """Those of the numbers that the person may see, as other records name them."""
    with_names = "name" not in hidden_fields(person, "opportunity")
    found = seen_opportunities(person).filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {number: ref(number, name if with_names else None) for number, name in found}


def list_opportunities(person: Person, asked: Asked) -> Json:
    """One page of opportunities, those first that close soonest."""
    hidden = hidden_fields(person, "opportunity")
    unasked = {"lost_to"} if "competitor" in hidden else set()
    rows = narrowed(seen_opportunities(person), {"state": "open", **asked.equal}, CONDITIONS, hidden | unasked)
    if asked.q.strip():
        rows = rows.filter(matching(person, "opportunity", asked.q))
    order = order_of(asked.sort, ORDERS, {"close_on"} if "expected_on" in hidden else set())
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_opportunity(person: Person, number: int) -> Json:
    """One opportunity as JSON. Raises Http404."""
    found = [_Row._make(row) for row in _rows(reach_of(person), number)]
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def made_opportunity(person: Person, made: Opportunity, *, has_lines: bool) -> Json:
    """One that this request has just made, as JSON: its stage is at hand, and lines that nobody sent aren't asked for. Raises Http404."""
    found = [_Row._make(row) for row in _rows(reach_of(person), made.pk)]
    if not found:
        raise Http404
    return _show_all(person, found, stage=made.stage, has_lines=has_lines)[0]


_Row = namedtuple("_Row", _COLUMNS)  # type: ignore[misc]  # rows of whichever columns  # noqa: PYI024


@prepared
def _rows(reach: Reach, number: int) -> QuerySet[Opportunity, Any]:  # Any: columns
    return Opportunity.objects.visible_to(reach).living().filter(pk=number).values_list(*_COLUMNS)


@prepared
def _stages() -> QuerySet[Stage]:
    return Stage.objects.select_related("pipeline").order_by("id")


def _show_all(
    person: Person, rows: Sequence[Any], *, stage: Stage | None = None, has_lines: bool = True
) -> list[Json]:  # Any: rows of _COLUMNS
    hidden = hidden_fields(person, "opportunity")
    if {"expected_on", "closed_on"} & hidden:
        hidden = hidden | {"close_on"}
    with_names = "name" not in hidden_fields(person, "party")
    # What a reaction moved meanwhile stands in another stage than the one at hand.
    stages = {stage.pk: stage} if stage is not None else {}
    if any(row.stage_id not in stages for row in rows):
        stages = {one.pk: one for one in _stages()}
    numbers = [row.id for row in rows]
    custom = seen_values_of(person, "opportunity", numbers)
    asks_lines = has_lines and "amount" not in hidden
    lines = lines_told(person, OpportunityLine, "opportunity", numbers) if asks_lines else {}
    # Whoever has a list of competitors has their names written down beside.
    rivalled = [] if "competitor" in hidden else [row.id for row in rows if row.competitor]
    rivals = _competitors(rivalled, with_price="competitor_price" not in hidden) if rivalled else {}
    if "competitor" in hidden:
        hidden = hidden | {"competitors"}
    if "amount" in hidden:
        hidden = hidden | {"lines"}
    shown = (
        {
            **_show(row, stages[row.stage_id], with_names=with_names),
            "competitors": rivals.get(row.id, []),
            "custom": custom[row.id],
            "lines": lines.get(row.id, []),
        }
        for row in rows
    )
    return [{name: value for name, value in one.items() if name not in hidden} for one in shown]


@prepared
def _rivals_of(numbers: list[int]) -> QuerySet[OpportunityCompetitor]:
    return OpportunityCompetitor.objects.filter(opportunity__in=numbers).in_order()


def _competitors(numbers: Sequence[int], *, with_price: bool) -> dict[int, list[Json]]:
    """The lists of these deals."""
    found: dict[int, list[Json]] = defaultdict(list)
    for row in _rivals_of(list(numbers)):
        told: Json = {
            name: getattr(row, name) for name in ("id", "name", "standing", "strengths", "weaknesses", "note")
        }
        if with_price:
            told["price"] = amount(row.price, row.currency)
        found[row.opportunity_id].append(told)
    return found


def _show(row: Any, stage: Stage, *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["pipeline"] = ref(stage.pipeline_id, stage.pipeline.called)
    one["stage"] = ref(stage.pk, stage.called)
    one["amount"] = amount(row.amount, row.currency)
    close = row.expected_on if row.state == Opportunity.State.OPEN else row.closed_on
    one["close_on"] = close.isoformat() if close else None
    one["owner"] = ref(row.owner_id, row.owner__name)
    planned = bool(row.step__text) and row.step__done_at is None and row.step__cancelled_at is None
    one["next_step"] = row.step__text if planned else None
    one["next_on"] = row.step__due_on.isoformat() if planned and row.step__due_on else None
    one["lost_reason"] = ref(row.lost_reason_id, row.lost_reason__name or row.lost_reason__key)
    one["stage_since"], one["created_at"] = instant(row.stage_since), instant(row.created_at)
    return one


def totals(person: Person, pipeline: Pipeline) -> Json:
    """What is open in each stage of a pipeline, each currency for itself."""
    sums = stage_sums(person, pipeline)
    stages = pipeline.stages.filter(retired_at=None).order_by("place", "id")
    return {"items": [_total(stage, sums.get(stage.pk, Sum(0))) for stage in stages], "next": None}


def _total(stage: Stage, found: Sum) -> Json:
    return {
        "stage": ref(stage.pk, stage.called),
        "count": found.count,
        "amounts": [amount(money.minor, money.currency) for money in found.amounts],
        "weighted": [amount(money.minor, money.currency) for money in found.weighted],
    }


def won(person: Person, year: int, *, by_quarter: bool, currency: str) -> Json:
    """What was won in a year, a row for each person and period."""
    report = won_report(
        person, since=date(year, 1, 1), until=date(year + 1, 1, 1), by_quarter=by_quarter, currency=currency
    )
    if report is None:
        raise UnknownNames(["amount"])
    items = [
        {
            "owner": ref(owner.pk, owner.name),
            "from": period.isoformat(),
            "count": count,
            "amount": amount(money.minor, money.currency),
        }
        for owner, cells, _sum in report.lines
        for period, (count, money) in zip(report.periods, cells, strict=True)
        if count
    ]
    return {"items": items, "next": None}
