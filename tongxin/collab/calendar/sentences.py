"""How what happened to calendars reads on a timeline."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.registries import Sentence, sentences

Told = Mapping[str, Any]  # Any: JSON particulars
_TEXTS = {
    "entry.added": noop("entered “%(title)s” in the calendar"),
    "entry.changed": noop("changed “%(title)s” in the calendar"),
    "entry.answered": noop("answered the invitation “%(title)s”"),
    "entry.deleted": noop("called “%(title)s” off"),
    "entry.restored": noop("put “%(title)s” back into the calendar"),
    "calendar.imported": noop("read a file into the calendar “%(title)s”: %(added)s new, %(changed)s changed"),
    "calendar.saved": noop("saved the calendar “%(title)s”"),
    "calendar.closed": noop("closed the calendar “%(title)s”"),
    "resource.saved": noop("saved what can be booked: %(title)s"),
    "calendar_feed.opened": noop("made an address for reading the calendar: %(label)s"),
    "calendar_feed.revoked": noop("took back an address for reading the calendar: %(label)s"),
}
_ON_RECORDS = ("entry.added", "entry.changed", "entry.deleted")


def _told(message: str) -> Callable[[Told, Any], str]:  # Any: the record, or None
    def said(told: Told, record: Any) -> str:  # Any: as above
        return _(message) % {**told, "title": told.get("title") or _("something private")}

    return said


def register_sentences() -> None:
    """Every event of this room has its sentence."""
    for name, message in _TEXTS.items():
        sentences.register(name, Sentence(text=_told(message), icon="today", group="change", shown=name in _ON_RECORDS))
