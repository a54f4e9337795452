"""How approvals go, month by month, as far as the reader may see them: by step and person, where it sticks, before and after."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import now
from tongxin.collab.approvals.models import Approval, Baseline, Flow, FlowVersion, HistoryEntry, Holder
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.approvals.rules.figuring import Decided, Row, row_of, share
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.people.models import Person

MONTHS = 6
_ANSWERS = ("agreed", "refused", "returned")
_ENDED = ("agreed", "refused")
WHAT = ("decided", "late", "refused", "changed", "ended", "rework", "chased", "open", "overdue")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which cases: a month, and maybe one flow, step, person; `what` is one of WHAT."""

    since: datetime
    until: datetime
    flow: int = 0
    node: str = ""
    person: int = 0
    what: str = "decided"


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month: working minutes from request to answer, and cases that were reminded of, sent back, decided on time."""

    since: datetime
    cases: frozenset[int]
    median: int | None
    on_time: int | None
    chases: int
    chased: frozenset[int]
    rework: frozenset[int]

    @property
    def chases_per_case(self) -> float | None:
        """Rounded to a hundredth."""
        return round(self.chases / len(self.cases), 2) if self.cases else None


@dataclass(frozen=True, kw_only=True)
class Held:
    """Who has how many now, since when at the longest."""

    flow: Flow
    node: str
    name: str
    person: Person
    cases: int
    overdue: int
    since: datetime


def month_at(text: str) -> tuple[datetime, datetime]:
    """The month “2026-11” by the reader's clock, or the present one."""
    zone = timezone.get_current_timezone()
    try:
        first = datetime.strptime(text, "%Y-%m").replace(tzinfo=zone)
    except ValueError:
        first = timezone.localtime(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    first = (
        first
        if 2000 <= first.year <= 2200
        else timezone.localtime(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    )
    return first, _next(first)


def _next(first: datetime) -> datetime:
    later = first + timedelta(days=32)
    return first.replace(year=later.year, month=later.month)


def _previous(first: datetime) -> datetime:
    earlier = first - timedelta(days=1)
    return first.replace(year=earlier.year, month=earlier.month)


def seen_approvals(person: Person, flow: int = 0) -> QuerySet[Approval]:
    """What the figures are of: whatever this person may see, but for drafts and what was entered later."""
    rows = Approval.objects.visible_to(person).filter(is_entered_later=False).exclude(status=Approval.Status.DRAFT)
    return rows.filter(version__flow=flow) if flow else rows


def decisions(person: Person, chosen: Chosen) -> list[tuple[int, Decided]]:
    """Every decision of the month, with its flow."""
    rows = Holder.objects.filter(
        approval__in=seen_approvals(person, chosen.flow), status__in=_ANSWERS, took_minutes__isnull=False,
        decided_at__gte=chosen.since, decided_at__lt=chosen.until,
    )  # fmt: skip
    rows = rows.filter(node=chosen.node) if chosen.node else rows
    rows = rows.filter(person=chosen.person) if chosen.person else rows
    offered = set(
        Holder.objects.filter(origin="counter", approval__in=rows.values("approval")).values_list("approval_id", "node")
    )
    given = rows.values_list("approval_id", "node", "person_id", "status", "took_minutes", "minutes", "flow_id")
    return [
        (flow, Decided(case=case, step=node, person=who, answer=status, took=took or 0, minutes=minutes, is_changed=(case, node) in offered))
        for case, node, who, status, took, minutes, flow in given
    ]  # fmt: skip


def by_step(found: Sequence[tuple[int, Decided]]) -> list[tuple[Flow, str, str, Row]]:
    """Flow, step, its name and figures; the slowest first."""
    groups: dict[tuple[int, str], list[Decided]] = {}
    for flow, one in found:
        groups.setdefault((flow, one.step), []).append(one)
    flows = Flow.objects.in_bulk({flow for flow, _node in groups})
    names = names_of_steps(flows)
    rows = [(flows[flow], node, names.get((flow, node), node), row_of(each)) for (flow, node), each in groups.items()]
    return sorted(rows, key=lambda row: (-row[3].median, row[0].order, row[1]))


def by_person(found: Sequence[tuple[int, Decided]]) -> list[tuple[Person, Row]]:
    """Who had it in hand, whoever pressed; the slowest first."""
    groups: dict[int, list[Decided]] = {}
    for _flow, one in found:
        groups.setdefault(one.person, []).append(one)
    people = Person.objects.in_bulk(groups)
    rows = [(people[person], row_of(each)) for person, each in groups.items()]
    return sorted(rows, key=lambda row: (-row[1].median, row[0].pk))


def names_of_steps(flows: Mapping[int, Flow]) -> dict[tuple[int, str], str]:
    """What each step is called now, or was called in the last version that had it; with its way of a fork where the name is there twice."""
    found: dict[tuple[int, str], str] = {}
    for version in FlowVersion.objects.filter(flow__in=flows).order_by("number"):
        named = list(_named(version.graph["line"], ""))
        count = Counter(name for _key, name, _way in named)
        for key, name, way in named:
            found[version.flow_id, key] = f"{name} · {way}" if way and count[name] > 1 else name
    return found


def _named(line: Sequence[Json], way: str) -> Iterator[tuple[str, str, str]]:
    """Key and name of each node, and the way of the fork on which it stands."""
    for node in line:
        yield node["key"], node["name"], way
        for arm in node.get("arms", ()):
            yield from _named(arm["line"], arm["name"])


def months_until(person: Person, chosen: Chosen) -> list[Month]:
    """The last months up to the chosen one, the oldest first; months before the first request are left out."""
    firsts = [chosen.since]
    for _earlier in range(MONTHS - 1):
        firsts.append(_previous(firsts[-1]))
    first = seen_approvals(person, chosen.flow).order_by("created_at").values_list("created_at", flat=True).first()
    wanted = [one for one in reversed(firsts) if first is not None and _next(one) > first]
    return [_month(person, chosen.flow, one, _next(one)) for one in wanted]


def _month(person: Person, flow: int, since: datetime, until: datetime) -> Month:
    rows = seen_approvals(person, flow).filter(status__in=_ENDED, ended_at__gte=since, ended_at__lt=until)
    ended = list(rows.values_list("pk", "created_at", "ended_at"))
    calendar = WorkingCalendar(zone=ZoneInfo(firm_time_zone() or settings.TIME_ZONE))
    took = [max(calendar.working_minutes_between(start, end or start), 0) for _pk, start, end in ended]
    chases = Counter(
        HistoryEntry.objects.filter(approval__in=rows, kind="chased").values_list("approval_id", flat=True)
    )
    mended = Holder.objects.filter(approval__in=rows, origin="mend").values_list("approval_id", flat=True)
    timed = Holder.objects.filter(approval__in=rows, took_minutes__isnull=False, minutes__gt=0)
    kept = [(took or 0) <= minutes for took, minutes in timed.values_list("took_minutes", "minutes")]
    return Month(
        since=since, cases=frozenset(pk for pk, *_rest in ended), median=round(median(took)) if took else None,
        on_time=share(sum(kept), len(kept)), chases=chases.total(), chased=frozenset(chases), rework=frozenset(mended),
    )  # fmt: skip


def stated_before() -> Baseline | None:
    """What the firm says of the time before the program; the latest word counts."""
    return Baseline.objects.select_related("stated_by").order_by("-id").first()


def where_it_sticks(person: Person, flow: int = 0) -> list[Held]:
    """Who has what in hand now, the longest waiting first."""
    rows = Holder.objects.open().filter(approval__in=seen_approvals(person, flow)).select_related("person", "flow")
    groups: dict[tuple[int, str, int], list[Holder]] = {}
    for one in rows.order_by("since")[:5000]:
        groups.setdefault((one.flow_id, one.node, one.person_id), []).append(one)
    names = names_of_steps({held[0].flow_id: held[0].flow for held in groups.values()})
    at = now()
    return [
        Held(
            flow=each[0].flow, node=node, name=names.get((flow_id, node), ""), person=each[0].person, since=each[0].since,
            cases=len({one.approval_id for one in each}), overdue=len({one.approval_id for one in each if one.is_late(at)}),
        )
        for (flow_id, node, _who), each in list(groups.items())[:20]
    ]  # fmt: skip


def cases_of(person: Person, chosen: Chosen) -> QuerySet[Approval]:
    """The cases behind a figure: the same rows by the same conditions."""
    seen = (
        seen_approvals(person, chosen.flow).select_related("initiator", "version__flow").order_by("-created_at", "-id")
    )
    if chosen.what in ("open", "overdue"):
        held = Holder.objects.open()
        held = held.filter(due_at__lt=now()) if chosen.what == "overdue" else held
        held = held.filter(node=chosen.node) if chosen.node else held
        held = held.filter(person=chosen.person) if chosen.person else held
        return seen.filter(pk__in=held.values("approval"))
    if chosen.what in ("ended", "rework", "chased"):
        ended = seen.filter(status__in=_ENDED, ended_at__gte=chosen.since, ended_at__lt=chosen.until)
        if chosen.what == "rework":
            return ended.filter(pk__in=Holder.objects.filter(origin="mend").values("approval"))
        chased = HistoryEntry.objects.filter(kind="chased").values("approval")
        return ended.filter(pk__in=chased) if chosen.what == "chased" else ended
    found = [one for _flow, one in decisions(person, chosen)]
    row = row_of(found) if found else None
    picked = (
        {"late": row.late, "refused": row.refused, "changed": row.changed}.get(chosen.what, row.cases)
        if row
        else frozenset()
    )
    return seen.filter(pk__in=picked)
