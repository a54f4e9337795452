"""Reading the journal: as an audit trail, and as what happened to one record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from tongxin.base.registries import sentences
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import hidden_fields, hidden_with, say_whole
from tongxin.collab.journal.models import Entry, EntryQuerySet

MOST_TOLD = 60
_SLACK = 5_000  # numbers are given before commit, so that neighbours may be a little out of order


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which lines are asked for; what is empty is not asked."""

    actor: int | None = None
    kind: str = ""
    name: str = ""
    day: date | None = None


def _number_at(moment: datetime) -> int:
    """About the first entry written at or after `moment`, found by halving, because numbers grow with time.

    The journal is the biggest table; an index on the time would slow every writing down for a page that few people open.
    """
    low, high = 0, (Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = Entry.objects.filter(pk__gte=middle).order_by("pk").values_list("pk", "at").first()
        if found is None or found[1] >= moment:
            high = middle
        else:
            low = found[0] + 1
    return low


def audit_trail(wanted: Wanted) -> EntryQuerySet:
    """Entries as they were written, filtered. Order them by `-id`."""
    entries = Entry.objects.select_related("actor", "on_behalf_of")
    if wanted.actor is not None:
        entries = entries.filter(actor=wanted.actor)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.name:
        entries = entries.filter(name=wanted.name)
    if wanted.day is not None:
        begin = timezone.make_aware(datetime.combine(wanted.day, time.min))
        end = begin + timedelta(days=1)
        numbers = (_number_at(begin) - _SLACK, _number_at(end) + _SLACK)
        entries = entries.filter(pk__range=numbers, at__gte=begin, at__lt=end)
    return entries


def hidden_of(person: Any, kind: str) -> set[str]:  # Any: also takes Django's anonymous user
    """Names of particulars which this person may not see in entries about a kind of record; a field of many (phones) may be told
    of in the singular."""
    hidden = hidden_with(person, kind)
    return hidden | {name.removesuffix("s") for name in hidden}


def open_particulars(entry: Entry, hidden: Collection[str]) -> dict[str, Any] | None:  # Any: JSON values
    """The particulars without what is hidden; None when nothing is left to tell."""
    told = dict(entry.particulars)
    if not hidden:
        return told
    if not told.keys().isdisjoint(hidden):
        return None
    if "fields" in told:
        told["fields"] = [name for name in told["fields"] if name not in hidden]
        told["after"] = {name: value for name, value in told.get("after", {}).items() if name not in hidden}
        if not told["fields"]:
            return None
    return told


def say_told(person: Any, kind: str, entries: Iterable[Entry], number: int = 0) -> None:  # Any: as above
    """Say that these entries, with the values after and before, are shown to the person: as a piece of one record (`number`), or of all
    that they are about. A field of many (phones) may be told of in the singular."""
    told = [(one, {*one.particulars, *one.particulars.get("after", {}), *(one.before or {})}) for one in entries]
    names = {name for _one, found in told for name in found}
    ids = {number} if number else {one.subject_id for one, found in told if found}
    say_whole(person, kind, ids, names | {f"{name}s" for name in names})


class Told(NamedTuple):
    """One thing that happened: when, by whom, in words, with its drawing."""

    at: datetime
    by: str
    text: str
    icon: str
    tone: str


def story_of(
    person: Any, on: Subject, record: Any, *, whole: bool = True
) -> list[Told]:  # Any: also takes Django's anonymous user; a room's own record
    """What happened to one record which this person sees, newest first, without what is hidden from them; what only the audit trail needs
    is left out unless it is the `whole`."""
    hidden = hidden_fields(person, on.kind)
    found = []
    for entry in Entry.objects.about(on).select_related("actor").order_by("-id")[:MOST_TOLD]:
        told = open_particulars(entry, hidden)
        sentence = sentences.find(entry.name)
        if told is None or sentence is None or not (whole or sentence.shown):
            continue
        by = entry.actor.name if entry.actor else ""
        found.append(Told(entry.happened_at, by, sentence.text(told, record), sentence.icon, sentence.tone))
    return found
