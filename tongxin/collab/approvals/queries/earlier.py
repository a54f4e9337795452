"""Earlier cases of the same flow: what was asked before, and how it ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.db.models import Q

from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.filling import fields_of
from tongxin.collab.approvals.queries.shown import hidden_facts
from tongxin.collab.approvals.rules import Course, Graph
from tongxin.collab.approvals.rules.plotting import Plot, plot_of
from tongxin.collab.people.models import Person

_SHOWN, _FACTS, _DRAWN, _LOOKED_AT, _COMPARED = 5, 3, 40, 60, 300


@dataclass(frozen=True)
class Case:
    """One of them, with a few of its figures. Whoever decides sees it for this approval's sake, without a right to open it."""

    approval: Approval
    figures: list[str]


@dataclass(frozen=True)
class Earlier:
    """The newest of them with the figures that `labels` name, and where this one stands among them by two of their numbers (`by` are
    the labels), if there are enough."""

    cases: list[Case]
    labels: list[str]
    plot: Plot | None = None
    by: tuple[str, str] = ("", "")


def earlier_cases(person: Person, approval: Approval, course: Course) -> Earlier:
    """What its kind calls similar; else those about the same record (without one: by the same initiator), and those of the same matter that this
    person may see anyway. The newest first; what this person's step hides is hidden here too."""
    rows = Approval.objects.filter(version__flow=approval.version.flow_id, status__in=["agreed", "refused"])
    if (similar := approval.kind_entry.similar) is not None:
        rows = rows.filter(pk__in=similar(approval))
    else:
        same = Q(subject_kind=approval.subject_kind, subject_id=approval.subject_id)
        own = same if approval.subject is not None else Q(initiator=approval.initiator_id)
        rows = rows.filter(own | _alike(person, approval, course))
    hidden = hidden_facts(person, approval, course)
    fields = fields_of(approval.kind, course.graph)
    numbers = [one for one in fields if one["type"] == "number" and one["key"] not in hidden]
    found = list(
        rows.exclude(pk=approval.pk)
        .select_related("initiator", "version__flow")
        .order_by("-created_at", "-id")[:_DRAWN]
    )
    told = [*numbers[:1], *numbers[1:][1 - _FACTS :]]
    cases = [Case(one, [str(one.facts.get(each["key"]) or "") for each in told]) for one in found[:_SHOWN]]
    labels = [str(one["label"]) for one in told]
    if len(numbers) < 2:
        return Earlier(cases, labels)
    across, up = numbers[0], numbers[-1]
    return Earlier(
        cases, labels, _plot(approval, found, across["key"], up["key"]), (str(across["label"]), str(up["label"]))
    )


def _alike(person: Person, approval: Approval, course: Course) -> Q:
    """Those among the newest which say the same in the first field that requests carry over, such as the product."""
    carried = next((one["key"] for one in course.graph.form if one.get("carry")), "")
    wanted = approval.facts.get(carried)
    if not wanted:
        return Q(pk__in=[])
    newest = Approval.objects.visible_to(person).filter(version__flow=approval.version.flow_id).order_by("-id")
    return Q(pk__in=newest.values("pk")[:_COMPARED], **{f"facts__{carried}": wanted})


def _plot(approval: Approval, found: Sequence[Approval], across: str, up: str) -> Plot | None:
    own = _numbers(approval, across, up)
    earlier = [(one, numbers) for one in found if (numbers := _numbers(one, across, up)) is not None]
    agreed = Approval.Status.AGREED
    return plot_of(own, [(*numbers, one.status == agreed) for one, numbers in earlier]) if own is not None else None


def _numbers(approval: Approval, *names: str) -> tuple[float, float] | None:
    """Two of its facts as numbers, if both are."""
    try:
        first, second = (float(approval.facts[name]) for name in names)
    except (KeyError, TypeError, ValueError):
        return None
    return (first, second) if isfinite(first) and isfinite(second) else None


def said_before(person: Person, flow: Flow, graph: Graph) -> list[dict[str, Any]]:  # Any: JSON values
    """What one's own last requests said in the fields that a flow carries over; the newest first, one of a kind by the first of them."""
    carried = [one["key"] for one in graph.form if one.get("carry")]
    if not carried:
        return []
    rows = Approval.objects.filter(initiator=person, version__flow=flow).exclude(status=Approval.Status.DRAFT)
    found: dict[str, dict[str, Any]] = {}  # Any: as above
    for facts in rows.order_by("-id").values_list("facts", flat=True)[:_LOOKED_AT]:
        first = str(facts.get(carried[0], ""))
        if first and first not in found:
            found[first] = {name: facts[name] for name in carried if name in facts}
    return list(found.values())[:_SHOWN]


def last_flow(person: Person, among: Collection[Flow]) -> Flow | None:
    """The flow in which this person asked last, of those that can be chosen."""
    rows = Approval.objects.filter(initiator=person, version__flow__in=among).exclude(status=Approval.Status.DRAFT)
    last = rows.order_by("-id").values_list("version__flow", flat=True).first()
    return next((one for one in among if one.pk == last), None)
