"""What was said about a record."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Following, Remark
from tongxin.collab.people.models import Person

_SHOWN, _MOST = 100, 300


def talk_about(person: Any, on: Subject) -> list[Remark]:  # Any: also takes Django's anonymous user
    """The newest hundred remarks as one reads them: the oldest first."""
    rows = Remark.objects.present().on(on).visible_to(person).select_related("by").prefetch_related("mentions")
    return list(reversed(rows.order_by("-id")[:_SHOWN]))


def follows(person: Person, on: Subject) -> bool:
    """Whether this person hears of what is said."""
    return Following.objects.filter(person=person, subject_kind=on.kind, subject_id=on.id).exists()


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One record that somebody follows, as they see it."""

    on: Subject
    title: str
    url: str
    label: LazyText
    since: datetime


def followed_by(person: Person) -> list[Followed]:
    """What this person follows and still sees, the newest first; each kind is asked once."""
    rows = list(Following.objects.filter(person=person).order_by("-id")[:_MOST])
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        numbers[row.subject_kind].add(row.subject_id)
    kinds = {name: kind for name in numbers if (kind := subject_kinds.find(name)) is not None}
    seen = {name: kind.visible(person, numbers[name]) for name, kind in kinds.items()}
    found = []
    for row in rows:
        record = seen.get(row.subject_kind, {}).get(row.subject_id)
        if record is not None:
            kind = kinds[row.subject_kind]
            found.append(
                Followed(
                    on=row.subject, title=kind.title(record), url=kind.url(record), label=kind.label, since=row.since
                )
            )
    return found
