"""By what entries are found, and how a found one reads."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from tongxin.base.registries import Document, Hit
from tongxin.collab.calendar.models import Entry


def documents_of(ids: Collection[int]) -> Iterable[Document]:
    """What it is, where, and what was noted."""
    rows = Entry.objects.living().filter(pk__in=list(ids))
    for entry in rows:
        yield Document(id=entry.pk, names=[entry.title], text=f"{entry.place} {entry.note}")


def hits_of(person: Any, ids: Collection[int]) -> Mapping[int, Hit]:  # Any: also takes Django's anonymous user
    """Found entries with their day."""
    rows = Entry.objects.living().visible_to(person).filter(pk__in=list(ids)).select_related("calendar")
    return {
        entry.pk: Hit(
            kind="calendar_entry",
            id=entry.pk,
            title=entry.title,
            detail=_detail(entry),
            url=entry.get_absolute_url(),
        )
        for entry in rows
    }


def _detail(entry: Entry) -> str:
    return f"{when_told(entry)} · {entry.place or entry.calendar.name}"


def when_told(entry: Entry) -> str:
    """The day, and the time of day unless whole days are meant, as a line of text says it."""
    at = timezone.localtime(entry.starts_at)
    return f"{entry.first_on:%Y-%m-%d}" if entry.is_all_day else f"{at:%Y-%m-%d %H:%M}"
