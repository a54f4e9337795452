"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import (
    DocumentSource,
    Place,
    SubjectKind,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.collab.calendar.held import register_held
from tongxin.collab.calendar.models import Entry
from tongxin.collab.calendar.queries.documents import documents_of, hits_of
from tongxin.collab.calendar.sentences import register_sentences
from tongxin.collab.calendar.traces import register_traces


def _seen(person: Any, ids: Collection[int]) -> Mapping[int, Entry]:  # Any: also takes Django's anonymous user
    return {one.pk: one for one in Entry.objects.living().visible_to(person).filter(pk__in=list(ids))}


def join() -> None:
    """The subject, places, search, sentences, traces, hand-over."""
    subject_kinds.register(
        "calendar_entry",
        SubjectKind(
            kind="calendar_entry",
            label=pgettext_lazy("calendar", "entry"),
            visible=_seen,
            title=str,
            url=lambda entry: entry.get_absolute_url(),
            fields={},
            is_scoped=False,
        ),
    )
    search_documents.register(
        "calendar_entry",
        DocumentSource(
            kind="calendar_entry",
            shelf=20,
            label=_("Calendar entries"),
            icon="today",
            documents=documents_of,
            visible=lambda person: Entry.objects.living().visible_to(person),
            hits=hits_of,
            order=45,
        ),
    )
    _register_places()
    register_sentences()
    register_traces()
    register_held()


def _register_places() -> None:
    places.register(
        "calendar",
        Place(
            title=pgettext_lazy("place", "Calendar"),
            icon="today",
            url_name="calendar",
            ring="together",
            order=8,
            hotkey="g l",
            words="日历 日程 会议 会议室 用车 calendar meetings rooms",
        ),
    )
    places.register(
        "new-calendar-entry",
        Place(
            title=_("New calendar entry"),
            icon="plus",
            url_name="new-calendar-entry",
            ring="together",
            order=9,
            in_menu=False,
            words="新日程 约会议 订会议室 new meeting",
        ),
    )
