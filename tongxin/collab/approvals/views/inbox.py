"""The inbox of decisions, and one approval in it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.approvals.actions import note_reading
from tongxin.collab.approvals.forms.deciding import FillForm
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.policies import can_care_for_flows, can_watch, is_initiator, tasks_in_hand
from tongxin.collab.approvals.queries.earlier import earlier_cases
from tongxin.collab.approvals.queries.filling import fields_of, to_fill
from tongxin.collab.approvals.queries.inbox import BOXES, box
from tongxin.collab.approvals.queries.phrases import phrases_of
from tongxin.collab.approvals.queries.reasons import ways_of
from tongxin.collab.approvals.queries.shown import course_of, facts_for, hidden_facts, path_of
from tongxin.collab.approvals.queries.subjects import seen_record, title_for
from tongxin.collab.approvals.queries.trace import Mark, offer_of, remarks_of, trace_of
from tongxin.collab.approvals.rules import Course, Step, Task, can_take_back, deeds_of, last_decision
from tongxin.collab.approvals.rules.allowed import may_spare
from tongxin.collab.approvals.rules.completion import COUNTED
from tongxin.collab.approvals.views.loading import seen_approval
from tongxin.collab.approvals.views.stepping_in import ways_out
from tongxin.collab.files.models import Attachment
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me

# Deeds that stand behind “more”, in the order of the menu.
MORE = ("return", "counter", "transfer", "consult", "add_before", "add_after", "add_beside")


@door(signed_in)
def approvals(request: HttpRequest) -> HttpResponse:
    """The list of a box, with its first approval beside it on wide screens."""
    person, name = me(request), chosen_box(request)
    lines = box(person, name)
    first = seen_approval(request, lines[0].approval.pk) if lines else None
    context = _shell(person, name, lines, first) | {"is_open": False}
    if first is not None:
        context |= details(person, first)
    return render(request, "approvals/inbox.html", context)


@door(signed_in)
def approval(request: HttpRequest, approval_id: int) -> HttpResponse:
    """One approval, with the box around it. The first look of whoever has it in hand is kept."""
    person, found = me(request), seen_approval(request, approval_id)
    if found.status != Approval.Status.DRAFT:
        note_reading(by=person, approval=found)
    name = chosen_box(request)
    context = _shell(person, name, box(person, name), found) | {"is_open": True}
    return render(request, "approvals/inbox.html", context | details(person, found))


def chosen_box(request: HttpRequest) -> str:
    """Which box is asked for."""
    name = request.GET.get("box", "mine")
    return name if name in _boxes_of(me(request)) else "mine"


def _boxes_of(person: Person) -> list[str]:
    return [one for one in BOXES if one != "care" or can_care_for_flows(person)]


def _beside(lines: list[Any], shown: Approval | None) -> dict[str, int]:  # Any: lines of a box
    """The numbers of the approvals above and below the one on show: J and K walk to them."""
    numbers = [0, *(line.approval.pk for line in lines), 0]
    place = numbers.index(shown.pk) if shown is not None and shown.pk in numbers else 0
    return {"above": numbers[max(place - 1, 0)], "below": numbers[place + 1]}


def _shell(person: Person, name: str, lines: list[Any], shown: Approval | None) -> dict[str, Any]:  # Any: context
    titles = {
        "mine": pgettext("box of approvals", "Waiting for me"),
        "started": pgettext("box of approvals", "Asked by me"),
        "done": pgettext("box of approvals", "Decided"),
        "copied": pgettext("box of approvals", "To know"),
        "care": pgettext("box of approvals", "To see to"),
    }
    return {
        "lines": lines,
        **_beside(lines, shown),
        "can_batch": any(line.task for line in lines),
        "box": name,
        "boxes": [(one, titles[one]) for one in _boxes_of(person)],
        "box_title": titles[name],
        "now": now(),
        "crumbs": [{"title": _("Approvals"), "url": ""}],
    }


def details(person: Person, found: Approval) -> dict[str, Any]:  # Any: template context
    """Everything that one needs to decide."""
    course, entries = course_of(found)
    mine = tasks_in_hand(person, found, course)
    task = mine[0] if mine else None
    deeds = deeds_of(course, task) if task is not None else []
    trace = trace_of(course, entries)
    piece, shown = _piece(person, found)
    hidden = hidden_facts(person, found, course)
    facts = [one for one in facts_for(person, found, course, hidden) if one[0] not in shown]
    numbers = {one["key"] for one in fields_of(found.kind, course.graph) if one["type"] == "number"}
    asked = to_fill(found.kind, course, task) if task is not None else None
    return {
        "approval": found,
        "task": task,
        "stands_in": Person.objects.filter(pk=task.person).first() if task and task.person != person.pk else None,
        "deeds": deeds,
        "more": [(deed, said_deed(deed)) for deed in MORE if deed in deeds],
        "facts": [one for one in facts if one[0] not in numbers],
        "figures": [(label, text) for name, label, text in facts if name in numbers],
        "offer": offer_of(found, course, task) if task is not None else None,
        "path": path_of(found, course),
        "ways": ways_of(found, course, hidden),
        "trace": trace,
        "remarks": remarks_of(entries),
        "subject": _subject(person, found),
        "piece": piece,
        "fill": FillForm(asked=asked) if asked else None,
        "wants": _wants(course, task),
        "files": _files(found, trace),
        "earlier": earlier_cases(person, found, course) if task is not None else None,
        "phrases": phrases_of(person) if "agree" in deeds else [],
        "is_stuck": found.status == "stuck",
        **_beside_deciding(person, found, course, task),
    }


def _beside_deciding(
    person: Person, found: Approval, course: Course, task: Task | None
) -> dict[str, Any]:  # Any: template context
    """What may be done beside the task in hand."""
    last = last_decision(course, person.pk)
    is_mine, is_over = is_initiator(person, found), found.is_ended
    holders = [one.person for one in course.state.open_tasks()]
    watches = person.pk in course.state.watchers
    return {
        "spare": may_spare(course, person.pk),
        "can_watch": task is None and not is_over and not watches and can_watch(person, found),
        "can_take_back": last is not None and last.by == person.pk and can_take_back(course, last.number),
        "can_chase": is_mine and bool(holders) and person.pk not in holders,
        "can_withdraw": is_mine and not is_over and found.status != "draft" and _may_withdraw(course),
        "ways_out": ways_out(course) if can_care_for_flows(person) else [],
    }


def _may_withdraw(course: Course) -> bool:
    return course.graph.withdraw == "until_end" or not course.state.decisions


def _subject(person: Person, found: Approval) -> dict[str, str] | None:
    """The record it is about: its page for whoever may see it, its name as the initiator knows it for everybody who may see this."""
    seen = seen_record(person, found.subject)
    if seen is not None:
        kind, record = seen
        return {"title": str(kind.title(record)), "url": kind.url(record)}
    title = title_for(found.initiator, found.subject)
    return {"title": title, "url": ""} if title else None


def _piece(person: Person, found: Approval) -> tuple[dict[str, Any] | None, frozenset[str]]:  # Any: template context
    """What the room of the document shows of it, and the facts that stand there."""
    piece = found.kind_entry.piece
    if piece is None:
        return None, frozenset()
    context = piece.context(person, found)
    return {"template": piece.template, **context}, piece.shows if any(context.values()) else frozenset()


def _wants(course: Course, task: Task | None) -> dict[str, bool]:
    """What an agreement must bring."""
    node = course.graph.nodes.get(course.state.runs[task.run].node) if task is not None else None
    if task is None or not isinstance(node, Step) or task.origin not in COUNTED:
        return {}
    return {"file": node.attach, "signature": node.sign, "reason": node.agree_needs_reason}


def _files(found: Approval, trace: Sequence[Mark]) -> list[Attachment]:
    """What hangs on it, signatures aside."""
    signatures = {mark.signature.pk for mark in trace if mark.signature is not None}
    rows = Attachment.objects.on(Subject("approval", found.pk)).present().select_related("file", "added_by")
    return [one for one in rows if one.pk not in signatures]


def said_deed(deed: str) -> str:
    """A deed as a button says it."""
    return {
        "return": pgettext("approval deed", "Send back"),
        "counter": pgettext("approval deed", "Make a counter-offer"),
        "transfer": pgettext("approval deed", "Transfer"),
        "consult": pgettext("approval deed", "Ask for an opinion"),
        "add_before": pgettext("approval deed", "Others decide before me"),
        "add_after": pgettext("approval deed", "Agree, others decide after me"),
        "add_beside": pgettext("approval deed", "Others decide with me"),
    }[deed]
