"""Approvals as JSON."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.inbox import waiting_for
from tongxin.collab.approvals.queries.shown import Stop, course_of, facts_for, path_of
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, instant, ref

ORDERS: Orders = {"id": ("id",)}
CONDITIONS: Conditions = {"state": equal_to("status"), "kind": equal_to("kind")}
_COLUMNS = (
    "id", "kind", "title", "status", "subject_kind", "subject_id", "initiator_id", "initiator__name", "version__flow__key",
    "version__number", "facts_version", "created_at", "ended_at",
)  # fmt: skip


def seen_approval(person: Person, approval_id: int) -> Approval:
    """The approval, if the person may see it; else it does not exist."""
    rows = Approval.objects.visible_to(person).select_related("version__flow", "initiator", "entered_by", "unit")
    found: Approval | None = rows.filter(pk=approval_id).first()
    if found is None:
        raise Http404
    return found


def seen_subject(person: Person, text: str) -> Subject | None:
    """The record that is named, if the person sees it. Raises Http404."""
    if not text:
        return None
    try:
        subject = Subject.parse(text)
    except NotASubject as error:
        raise Http404 from error
    kind = subject_kinds.find(subject.kind)
    if kind is None or subject.id not in kind.visible(person, [subject.id]):
        raise Http404
    return subject


def list_approvals(person: Person, asked: Asked) -> Json:
    """One page, the newest first."""
    equal = dict(asked.equal)
    box = equal.pop("box", None)
    rows: Any = Approval.objects.visible_to(person)  # Any: a QuerySet with its own methods
    if box == "mine":
        rows = rows.filter(pk__in=waiting_for(person).order_by().values("approval"))
    elif box == "started":
        rows = rows.started_by(person)
    rows = narrowed(rows, equal, CONDITIONS, ())
    order = order_of(asked.sort or "-id", ORDERS, ())
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: [_line(row) for row in found])


def one_approval(person: Person, approval_id: int) -> Json:
    """One approval with its path. Raises Http404."""
    found = seen_approval(person, approval_id)
    course, _entries = course_of(found)
    stops = path_of(found, course, foresees=False)
    return {
        **_head(found),
        "facts": {name: value for name, _label, value in facts_for(person, found, course)},
        "steps": [_step(stop) for stop in stops],
        "version": found.facts_version,
    }


def _line(row: Any) -> Json:  # Any: a row of _COLUMNS
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "subject": {"kind": row.subject_kind, "id": row.subject_id} if row.subject_id else None,
        "state": row.status,
        "initiator": ref(row.initiator_id, row.initiator__name),
        "definition": row.version__flow__key,
        "definition_version": row.version__number,
        "version": row.facts_version,
        "created_at": instant(row.created_at),
        "ended_at": instant(row.ended_at),
    }


def _head(found: Approval) -> Json:
    return {
        "id": found.pk,
        "kind": found.kind,
        "title": found.title,
        "subject": {"kind": found.subject_kind, "id": found.subject_id} if found.subject_id else None,
        "state": found.status,
        "initiator": ref(found.initiator_id, found.initiator.name),
        "definition": found.version.flow.key,
        "definition_version": found.version.number,
        "created_at": instant(found.created_at),
        "ended_at": instant(found.ended_at),
    }


def _step(stop: Stop) -> Json:
    decided: Sequence[Any] = [hand for hand in stop.hands if hand.task.decided_at is not None]  # Any: hands
    last = max(decided, key=lambda hand: hand.task.decided_at, default=None)
    by = last.by if last is not None else None
    return {
        "name": stop.name,
        "rule": stop.rule,
        "state": stop.state,
        "holders": [
            {**(ref(hand.person.pk, hand.person.name) or {}), "task": hand.task.number, "state": hand.task.status}
            for hand in stop.hands
        ],
        "since": instant(stop.since),
        "due": instant(stop.due),
        "usual_minutes": stop.usual,
        "decided_at": instant(last.task.decided_at) if last is not None else None,
        "decision": last.task.status if last is not None else None,
        "by": ref(by.pk, by.name) if by is not None else None,
        "on_behalf_of": ref(last.person.pk, last.person.name) if last and by and by.pk != last.person.pk else None,
    }
