"""A draft tried on last month's real requests: who would have been asked, how long, what would pass by itself. Nothing is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion
from tongxin.collab.approvals.queries.descriptions import Json, walk
from tongxin.collab.approvals.queries.trying import Finder, Tried, tried
from tongxin.collab.designer.queries.drawing import usual_of
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
    usual, finder = usual_of(flow.pk, now() - _USUAL), Finder()
    version = FlowVersion.objects.filter(flow=flow, number=flow.current).first()
    after = tried(graph, flow.kind, found, usual, finder)
    before = tried(version.graph, flow.kind, found, usual, finder) if version is not None else {}
    names = dict(Person.objects.filter(pk__in=_people(after, before)).values_list("pk", "name"))
    changed = [one for one in found if before and _differs(before[one.pk], after[one.pk])]
    steps = _names_of(graph), _names_of(version.graph if version is not None else graph)
    return Trial(
        count=len(found), is_month=is_month, since=since if is_month else found[-1].created_at,
        after=_figures(after.values(), names), before=_figures(before.values(), names) if before else None,
        changed=[_changed(one, before[one.pk], after[one.pk], steps, names) for one in changed[:SHOWN]],
        changes=len(changed),
    )  # fmt: skip


def last_month() -> tuple[datetime, datetime]:
    """The beginning of last month and its end, by the reader's clock."""
    until = timezone.localtime(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (until - timedelta(days=1)).replace(day=1), until


def _names_of(graph: Json) -> Mapping[str, str]:
    return {node["key"]: node["name"] for node in walk(graph["line"])}


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


def _changed(
    one: Approval, before: Tried, after: Tried, steps: tuple[Mapping[str, str], Mapping[str, str]], names: Mapping[int, str]
) -> Changed:  # fmt: skip
    def said(tried: Tried, called: Mapping[str, str]) -> list[str]:
        return [f"{called[node]} · {names.get(person, '?')}" for node, person in tried.asked]

    drawn, in_use = steps
    return Changed(
        approval=one, before=said(before, in_use), after=said(after, drawn), minutes_before=before.minutes,
        minutes_after=after.minutes, outcome_before=before.outcome, outcome_after=after.outcome,
    )  # fmt: skip
