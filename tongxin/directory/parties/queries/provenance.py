"""Where a fact comes from: who first acquired it, who changed it from what to what, who made sure of it. Read from the journal alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongxin.base.registries import sentences, subject_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ContactPoint, Party

_MOST = 500


@dataclass(frozen=True)
class Source:
    """A file or the like that brought a fact. Without a title the reader may not see it."""

    label: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Acquired:
    """Who set a fact first, when, and from which source; nobody when the journal does not say."""

    by: Person | None
    at: datetime
    source: Source | None = None


@dataclass(frozen=True)
class Change:
    """One line of a fact's history: from `old` to `new`, or a `said` sentence about it that changed nothing."""

    entry: Entry
    old: Any = None  # Any: JSON values
    new: Any = None  # Any: as above
    said: str = ""
    can_be_undone: bool = False


@dataclass(frozen=True)
class Provenance:
    """`changes` stand newest first."""

    first: Acquired | None
    changes: list[Change]


def provenance_of(
    person: Any, party: Party, field: str, *, has_value: bool
) -> Provenance:  # Any: person type of the doors
    """The history of one fact which the person may see. `has_value` says whether the fact is there now.

    The caller has made sure that the field is not hidden from the person.
    """
    rows = Entry.objects.about(Subject("party", party.pk)).select_related("actor").order_by("-id")
    entries = [entry for entry in rows[:_MOST] if _speaks_of(entry, field)]
    changes = [_change(entry, party, field) for entry in entries if entry.name != "party.created"]
    return Provenance(_first(person, party, field, entries[::-1], has_value=has_value), changes)


def _speaks_of(entry: Entry, field: str) -> bool:
    if field == "owner":
        return entry.name in ("party.created", "party.assigned")
    return entry.name == "party.created" or field in entry.particulars.get("fields", ())


def _change(entry: Entry, party: Party, field: str) -> Change:
    if entry.name == "party.assigned":
        return Change(entry, entry.particulars.get("previous", ""), entry.particulars.get("owner", ""))
    if entry.name != "party.changed":
        sentence = sentences.find(entry.name)
        return Change(entry, said=sentence.text(entry.particulars, party) if sentence else entry.name)
    before, after = entry.before or {}, entry.particulars.get("after", {})
    if field not in before and "points" in after:
        return Change(entry, new=[point.shown for point in ContactPoint.objects.filter(pk__in=after["points"])])
    return Change(entry, before.get(field), after.get(field), can_be_undone=field in before and field != "parent")


def _first(
    person: Any, party: Party, field: str, oldest: Sequence[Entry], *, has_value: bool
) -> Acquired | None:  # Any: as above
    """The change that filled an empty fact; a fact that no change found empty came with the record."""
    changes = [entry for entry in oldest if entry.name == "party.changed"]
    if changes and not (changes[0].before or {}).get(field) and not _had_points(party, changes[0]):
        return _acquired(person, changes[0])
    if not changes and not has_value:
        return None
    created = next((entry for entry in oldest if entry.name == "party.created"), None)
    return _acquired(person, created) if created else Acquired(party.created_by, party.created_at)


def _had_points(party: Party, entry: Entry) -> bool:
    """Whether there were numbers before an import added some: it writes down only those which it added."""
    added = entry.particulars.get("after", {}).get("points")
    return bool(added) and ContactPoint.objects.filter(party=party, pk__lt=min(added)).exists()


def _acquired(person: Any, entry: Entry) -> Acquired:  # Any: as above
    return Acquired(entry.actor, entry.at, _source(person, entry.batch))


def _source(person: Any, batch: str) -> Source | None:  # Any: as above
    """A batch is named by the subject that brought it: its kind is always told, its name to those who may see it."""
    try:
        subject = Subject.parse(batch)
    except NotASubject:
        return None
    kind = subject_kinds.find(subject.kind)
    if kind is None:
        return None
    record = kind.visible(person, [subject.id]).get(subject.id)
    return Source(str(kind.label), kind.title(record), kind.url(record)) if record else Source(str(kind.label))
