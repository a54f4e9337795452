"""A draft tried on last month's real requests: who would have been asked, how long, what would pass by itself. Nothing is written."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion, HistoryEntry, Holder
from tongxin.collab.approvals.queries.designer.drawing import usual_of
from tongxin.collab.approvals.queries.finding import people_for
from tongxin.collab.approvals.rules import Course, Graph, read_graph
from tongxin.collab.approvals.rules.drafts import Json
from tongxin.collab.approvals.rules.drafts_trying import Case, Tried, try_case
from tongxin.collab.approvals.rules.graph import Source
from tongxin.collab.people.models import Person

MOST = 2000
SHOWN = 60
_USUAL = timedelta(days=184)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of all cases by one version. Minutes are working time; `asked` counts how often each person was asked."""

    median: int
    slowest: int
    by_itself: int
    refused: int
    stuck: int
    asked: Sequence[tuple[str, int]]

    @property
    def times(self) -> int:
        """How often anybody was asked."""
        return sum(count for _name, count in self.asked)


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A case that would go another way. People are named with their steps."""

    approval: Approval
    before: Sequence[str]
    after: Sequence[str]
    minutes_before: int
    minutes_after: int
    outcome_before: str
    outcome_after: str


@dataclass(frozen=True, kw_only=True)
class Trial:
    """`is_month` says that the cases are those of last month, else they are the newest. `before` is missing while no version is in use."""

    count: int
    is_month: bool
    since: datetime
    after: Figures
    before: Figures | None
    changed: Sequence[Changed]
    changes: int


def try_out(person: Person, flow: Flow, graph: Json) -> Trial | None:
    """Both versions on the same cases, as far as the person may see these. None where nobody has asked for anything yet."""
    since, until = last_month()
    rows = (
        Approval.objects.visible_to(person)
        .filter(version__flow=flow, part_of=None)
        .exclude(status=Approval.Status.DRAFT)
        .select_related("unit", "initiator")
        .order_by("-created_at", "-id")
    )
    found = list(rows.filter(created_at__gte=since, created_at__lt=until)[:MOST])
    is_month = bool(found)
    found = found or list(rows[:100])
    if not found:
        return None
    facts = approval_kinds.get(flow.kind).facts
    cases = dict(zip((one.pk for one in found), _cases(found), strict=True))
    usual, finder = usual_of(flow.pk, now() - _USUAL), _Finder()
    drawn, in_use = read_graph(graph, facts=facts), _in_use(flow, facts)
    after = {one.pk: finder.through(drawn, one, cases[one.pk], usual) for one in found}
    before = {one.pk: finder.through(in_use, one, cases[one.pk], usual) for one in found} if in_use else {}
    names = dict(Person.objects.filter(pk__in=_people(after, before)).values_list("pk", "name"))
    changed = [one for one in found if before and _differs(before[one.pk], after[one.pk])]
    return Trial(
        count=len(found), is_month=is_month, since=since if is_month else found[-1].created_at,
        after=_figures(after.values(), names), before=_figures(before.values(), names) if before else None,
        changed=[_changed(one, before[one.pk], after[one.pk], in_use or drawn, drawn, names) for one in changed[:SHOWN]],
        changes=len(changed),
    )  # fmt: skip


def last_month() -> tuple[datetime, datetime]:
    """The beginning of last month and its end, by the reader's clock."""
    until = timezone.localtime(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (until - timedelta(days=1)).replace(day=1), until


def _in_use(flow: Flow, facts: Mapping[str, str]) -> Graph | None:
    version = FlowVersion.objects.filter(flow=flow, number=flow.current).first()
    return read_graph(version.graph, facts=facts) if version is not None else None


def _cases(found: Sequence[Approval]) -> Iterable[Case]:
    """What they brought along: facts as they were asked for, times and refusals by step."""
    numbers = [one.pk for one in found]
    starts: dict[int, Json] = dict(
        HistoryEntry.objects.filter(approval__in=numbers, number=1).values_list("approval_id", "data")
    )
    took: dict[int, dict[str, int]] = {}
    refused: dict[int, set[str]] = {}
    rows = Holder.objects.filter(approval__in=numbers, took_minutes__isnull=False)
    for approval, node, status, minutes in rows.values_list("approval_id", "node", "status", "took_minutes"):
        took.setdefault(approval, {})[node] = minutes or 0
        if status == "refused":
            refused.setdefault(approval, set()).add(node)
    for one in found:
        start = starts.get(one.pk, {})
        yield Case(
            initiator=one.initiator_id, facts=start.get("facts", one.facts), chosen=start.get("chosen", {}), took=took.get(one.pk, {}),
            refused=frozenset(refused.get(one.pk, ())),
        )  # fmt: skip


class _Finder:
    """Finds people as an approval would, and asks the database once for the same question."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], list[int]] = {}  # Any: what the answer depends on
        self.approval: Approval | None = None
        self.told: dict[int, str] = {}

    def through(self, graph: Graph, approval: Approval, case: Case, usual: Mapping[str, int]) -> Tried:
        self.approval = approval
        return try_case(graph, case, self.people, usual)

    def people(self, sources: Sequence[Source], course: Course) -> list[int]:
        found: dict[int, None] = {}
        for source in sources:
            found |= dict.fromkeys(self.of_source(source, course))
        return list(found)

    def of_source(self, source: Source, course: Course) -> list[int]:
        approval = self.approval
        assert approval is not None
        # One source is the same object in each case of a version; its text is made once.
        text = self.told.setdefault(id(source), json.dumps(dict(source), sort_keys=True))
        about: Any = (approval.initiator_id, approval.unit_id)  # Any: what the answer depends on
        if source["from"] == "owner":
            about = (approval.subject_kind, approval.subject_id)
        elif source["from"] == "field":
            about = str(course.state.facts.get(source["field"]))
        key = (text, about)
        if key not in self.known:
            self.known[key] = people_for([source], approval, course)
        return self.known[key]


def _people(*tried: Mapping[int, Tried]) -> set[int]:
    return {person for each in tried for one in each.values() for _node, person in one.asked}


def _figures(tried: Iterable[Tried], names: Mapping[int, str]) -> Figures:
    cases = list(tried)
    minutes = sorted(one.minutes for one in cases)
    asked = Counter(names.get(person, "?") for one in cases for _node, person in one.asked)
    return Figures(
        median=round(median(minutes)), slowest=minutes[max(-(-len(minutes) * 9 // 10) - 1, 0)],
        by_itself=sum(one.by_itself for one in cases), refused=sum(one.outcome == "refused" for one in cases),
        stuck=sum(one.outcome == "stuck" for one in cases), asked=asked.most_common(),
    )  # fmt: skip


def _differs(before: Tried, after: Tried) -> bool:
    return {one for _node, one in before.asked} != {
        one for _node, one in after.asked
    } or before.outcome != after.outcome


def _changed(one: Approval, before: Tried, after: Tried, old: Graph, new: Graph, names: Mapping[int, str]) -> Changed:
    def said(tried: Tried, graph: Graph) -> list[str]:
        return [f"{graph.nodes[node].name} · {names.get(person, '?')}" for node, person in tried.asked]

    return Changed(
        approval=one, before=said(before, old), after=said(after, new), minutes_before=before.minutes, minutes_after=after.minutes,
        outcome_before=before.outcome, outcome_after=after.outcome,
    )  # fmt: skip
