"""What was said about a record."""

from typing import Any

from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Following, Remark
from tongxin.collab.people.models import Person

_SHOWN = 100


def talk_about(person: Any, on: Subject) -> list[Remark]:  # Any: also takes Django's anonymous user
    """The newest hundred remarks as one reads them: the oldest first."""
    rows = Remark.objects.present().on(on).visible_to(person).select_related("by").prefetch_related("mentions")
    return list(reversed(rows.order_by("-id")[:_SHOWN]))


def follows(person: Person, on: Subject) -> bool:
    """Whether this person hears of what is said."""
    return Following.objects.filter(person=person, subject_kind=on.kind, subject_id=on.id).exists()
