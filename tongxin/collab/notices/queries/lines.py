"""Notices as their reader may see them now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.database.prepared import prepared
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.models import Person

COUNTED = 99


@dataclass(frozen=True)
class Line:
    """A notice in words; `url` is empty where it leads nowhere, or no longer."""

    notice: Notice
    text: str
    url: str


def unread_count(person: Any) -> int:  # Any: also takes Django's anonymous user
    """How many notices are unread, counted up to a hundred."""
    return len(_unread(person.pk)) if isinstance(person, Person) and person.is_active else 0


@prepared
def _unread(person: int) -> QuerySet[Notice, int]:
    return Notice.objects.filter(person=person).unread().values_list("pk", flat=True)[: COUNTED + 1]


def lines_of(person: Any, notices: Sequence[Notice]) -> list[Line]:  # Any: as above
    """Notices in words. One about a record that is gone from the person's sight says nothing of it."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for notice in notices:
        if notice.subject is not None:
            wanted[notice.subject.kind].add(notice.subject.id)
    records = {
        Subject(name, number): (kind.title(record), kind.url(record))
        for name, ids in wanted.items()
        if (kind := subject_kinds.find(name)) is not None
        for number, record in kind.visible(person, ids).items()
    }
    return [_line(notice, records) for notice in notices]


def _line(notice: Notice, records: dict[Subject, tuple[str, str]]) -> Line:
    title, url = "", notice.url
    if notice.subject is not None:
        if notice.subject not in records:
            return Line(notice, _("About something you can no longer see"), "")
        title, url = records[notice.subject][0], notice.url or records[notice.subject][1]
    by = notice.by.name if notice.by else _("Tongxin")
    return Line(notice, _(notice.text) % {**notice.particulars, "title": title, "by": by}, url)
