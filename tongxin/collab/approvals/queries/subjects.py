"""The records that approvals are about."""

from typing import Any

from tongxin.base.registries import SubjectKind, subject_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.collab.approvals.models import Approval
from tongxin.collab.people.models import Person

Seen = tuple[SubjectKind, Any]  # Any: the room's own record


def seen_record(person: Person, subject: Subject | None) -> Seen | None:
    """The record with its kind, if this person sees it."""
    kind = subject_kinds.find(subject.kind) if subject is not None else None
    if subject is None or kind is None:
        return None
    record = kind.visible(person, [subject.id]).get(subject.id)
    return (kind, record) if record is not None else None


def title_for(person: Person, subject: Subject | None) -> str:
    """What the record is called, if this person sees it."""
    seen = seen_record(person, subject)
    return str(seen[0].title(seen[1])) if seen is not None else ""


def under_approval(subject: Subject | None, kind: str = "") -> Approval | None:
    """What is being decided about a record now, of one kind or of any: a room locks its document by it."""
    if subject is None:
        return None
    rows = Approval.objects.filter(subject_kind=subject.kind, subject_id=subject.id, ended_at=None).exclude(
        status="draft"
    )
    return (rows.filter(kind=kind) if kind else rows).order_by("id").first()


def subject_named(text: str) -> Subject | None:
    """The record that `party:12` names, if it names any."""
    try:
        return Subject.parse(text)
    except NotASubject:
        return None
