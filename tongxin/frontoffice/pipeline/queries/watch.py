"""Where the deals of a pipeline are, which of them wait and for whom, which promises are broken – the same truth for all who may see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.db.models import Sum as Added
from django.utils import timezone

from tongxin.base.money import Money
from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.approvals.models import Approval, Holder
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityQuerySet, Pipeline, Stage
from tongxin.frontoffice.pipeline.queries.sums import tallies

SILENT_DAYS = 30
SHOWN = 50
MOST_WATCHED = 20_000  # beyond it looking at each takes longer than somebody waits for a page
BY = ("owner", "unit", "stage")
WHYS = ("broken", "no_step", "stuck", "silent", "approval", "customer")


@dataclass(frozen=True)
class Counted:
    """Of one stage, person or unit: open deals; those that wait for own people (no step, or one that is late), an approval, the customer;
    promises `broken` (a step or the expected close has passed), `stuck` longer than usual, `silent` for SILENT_DAYS."""

    key: int
    name: str
    open: int
    own: int
    approval: int
    customer: int
    broken: int
    no_step: int
    stuck: int
    silent: int


@dataclass(frozen=True)
class Watched:
    """A deal to look at: `whys` say what is wrong, `waits` for whom, `holders` who has its approval in hand."""

    deal: Opportunity
    waits: str
    whys: list[str]
    holders: list[Holder]
    days: int

    @property
    def act(self) -> str:
        """The one thing to do: chase, plan, redo, date, contact or move."""
        if self.waits == "approval":
            return "chase"
        acts = {"no_step": "plan", "late_step": "redo", "late_close": "date", "silent": "contact"}
        return next((act for why, act in acts.items() if why in self.whys), "move")


class _Rules:
    """What is late, stuck and silent at one moment, as conditions."""

    def __init__(self, stages: Iterable[Stage], at: datetime) -> None:
        today = timezone.localdate(at)
        self.today, self.at = today, at
        planned = Q(step__isnull=False, step__done_at=None, step__cancelled_at=None)
        self.no_step = ~planned
        self.late_step = planned & (Q(step__due_on__lt=today) | Q(step__due_at__lt=at))
        self.late_close = Q(expected_on__lt=today)
        self.broken = self.late_step | self.late_close
        self.stuck = Q(pk__in=[])
        for stage in stages:
            self.stuck |= Q(stage=stage.pk, stage_since__lt=at - timedelta(days=stage.days + 1))
        quiet = at - timedelta(days=SILENT_DAYS)
        said = Q(party__last_contact_at__lt=quiet) | Q(party__last_contact_at=None) | Q(party=None)
        self.silent = said & Q(updated_at__lt=quiet)
        self.own = self.no_step | self.late_step

    def of(self, why: str) -> Q:
        """The condition of a word in an address."""
        return {"broken": self.broken, "no_step": self.no_step, "stuck": self.stuck, "silent": self.silent}[why]


def too_many_to_watch(person: Any, pipeline: Pipeline) -> bool:  # Any: also takes Django's anonymous user
    """Whether more open deals are in sight than can be looked at one by one; by the kept sums."""
    rows = tallies(person).filter(state=Opportunity.State.OPEN, pipeline=pipeline)
    return int(rows.aggregate(n=Added("count"))["n"] or 0) > MOST_WATCHED


def usual_view(person: Any) -> str:  # Any: also takes Django's anonymous user
    """By which the person looks first: a director by unit, a manager by person, an owner by stage."""
    scope = reach_of(person).scope("opportunity", "read")
    if scope == Scope.ALL and Unit.objects.open().count() > 1:
        return "unit"
    return "stage" if scope == Scope.OWN else "owner"


def _open(person: Any, pipeline: Pipeline, *, mine: bool) -> OpportunityQuerySet:  # Any: as above
    rows = Opportunity.objects.visible_to(person).open().filter(pipeline=pipeline)
    return rows.filter(owner=person) if mine else rows


def in_approval(rows: OpportunityQuerySet) -> dict[int, list[Holder]]:
    """Which of the deals wait for an approval, and who has it in hand now."""
    cases = Approval.objects.filter(subject_kind="opportunity", ended_at=None)
    subjects = dict(cases.filter(subject_id__in=rows.values("pk")).values_list("pk", "subject_id"))
    found: dict[int, list[Holder]] = {number: [] for number in subjects.values() if number}
    for holder in Holder.objects.open().filter(approval__in=list(subjects)).select_related("person").order_by("since"):
        found[subjects[holder.approval_id] or 0].append(holder)
    return found


def counts(
    person: Any, pipeline: Pipeline, by: str, at: datetime, *, mine: bool = False
) -> list[Counted]:  # Any: as above
    """By stage, owner or unit; one question for all of them."""
    stages = list(pipeline.stages.filter(retired_at=None).order_by("place", "id"))
    rules = _Rules(stages, at)
    rows = _open(person, pipeline, mine=mine)
    asked = list(in_approval(rows))
    waiting = Q(pk__in=asked)
    kinds = {
        "open_": Q(), "own_": rules.own & ~waiting, "approval_": waiting, "customer_": ~rules.own & ~waiting, "broken_": rules.broken,
        "no_step_": rules.no_step, "stuck_": rules.stuck, "silent_": rules.silent,
    }  # fmt: skip
    added = {name: Count("pk", filter=which) if which else Count("pk") for name, which in kinds.items()}
    found = {row[f"{by}_id"]: row for row in rows.order_by().values(f"{by}_id").annotate(**added)}
    names = _names(by, list(found), stages)
    order = list(names) if by != "stage" else [stage.pk for stage in stages if stage.pk in found]
    lines = [_counted(number, names[number], found[number]) for number in order]
    return lines if by == "stage" else sorted(lines, key=lambda one: (-one.broken, -one.open, one.name))


def _counted(number: int | None, name: str, row: dict[str, int]) -> Counted:
    fields = ("open", "own", "approval", "customer", "broken", "no_step", "stuck", "silent")
    return Counted(number or 0, name, *(row[f"{name}_"] for name in fields))


def _names(by: str, numbers: list[int | None], stages: Sequence[Stage]) -> dict[int | None, str]:
    if by == "stage":
        return {stage.pk: stage.called for stage in stages}
    real = [number for number in numbers if number]
    rows = Person.objects.filter(pk__in=real) if by == "owner" else Unit.objects.filter(pk__in=real)
    known = dict(rows.values_list("pk", "name"))
    return {number: known.get(number or 0, "—") for number in numbers}


def watched(
    person: Any, pipeline: Pipeline, at: datetime, *, mine: bool = False, why: str = "", by: str = "", key: int = 0
) -> list[Watched]:  # Any: as above
    """The largest SHOWN deals with something wrong, or those of one word (`why`) and one stage, person or unit (`by`, `key`)."""
    rules = _Rules(pipeline.stages.filter(retired_at=None), at)
    rows = _open(person, pipeline, mine=mine)
    approvals = in_approval(rows)
    waiting = Q(pk__in=list(approvals))
    if why == "approval":
        rows = rows.filter(waiting)
    elif why == "customer":
        rows = rows.exclude(waiting).exclude(rules.own)
    elif why in WHYS:
        rows = rows.filter(rules.of(why))
    else:
        rows = rows.filter(rules.broken | rules.no_step | rules.stuck | rules.silent | waiting)
    if by in BY:
        rows = rows.filter(**{f"{by}_id": key or None})
    hidden = "amount" in hidden_fields(person, "opportunity")
    rows = rows.order_by("expected_order", "pk") if hidden else rows.order_by(F("amount").desc(nulls_last=True), "pk")
    found = list(rows.select_related("party", "owner", "stage", "step")[:SHOWN])
    return [_watched(one, approvals.get(one.pk), rules) for one in found]


def _watched(one: Opportunity, holders: list[Holder] | None, rules: _Rules) -> Watched:
    whys = []
    step = one.next_step
    if step is None:
        whys.append("no_step")
    elif step.is_late(rules.at):
        whys.append("late_step")
    if one.expected_on and one.expected_on < rules.today:
        whys.append("late_close")
    if one.days_standing(rules.at) > one.stage.days:
        whys.append("stuck")
    last = one.party.last_contact_at if one.party else None
    quiet = rules.at - timedelta(days=SILENT_DAYS)
    if (last is None or last < quiet) and one.updated_at < quiet:
        whys.append("silent")
    own = bool({"no_step", "late_step"} & set(whys))
    waits = "approval" if holders is not None else "own" if own else "customer"
    return Watched(one, waits, whys, holders or [], one.days_standing(rules.at))


def worth_at_risk(person: Any, pipeline: Pipeline, at: datetime, *, mine: bool = False) -> list[Money]:  # Any: as above
    """What the deals with a broken promise are worth, by currency; nothing where amounts are hidden."""
    if "amount" in hidden_fields(person, "opportunity"):
        return []
    rows = _open(person, pipeline, mine=mine).filter(_Rules([], at).broken, amount__gt=0).order_by()
    found: dict[str, int] = defaultdict(int)
    found |= dict(rows.values_list("currency").annotate(Added("amount")))
    return [Money(int(value), code) for code, value in sorted(found.items(), key=lambda one: -one[1])]
