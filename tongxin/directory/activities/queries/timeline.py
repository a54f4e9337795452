"""What happened with a customer, newest first, as one person may see it: read from the journal and the registries alone.

Rooms above this one tell events with the customer's number and register how these read; they appear here by themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongxin.base.database.prepared import prepared
from tongxin.base.registries import Sentence, sentences, subject_kinds
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.queries import open_fields, own_values_of, texts_of
from tongxin.collab.files.models import Attachment
from tongxin.collab.journal.models import Entry
from tongxin.collab.journal.queries import hidden_of, open_particulars, say_told
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, ActivityPerson
from tongxin.directory.activities.queries.newest import behind, cursor_after
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import Around

GROUPS = {
    "talk": _("Talks"),
    "approval": _("Approvals"),
    "trade": _("Trade"),
    "service": _("Service"),
    "change": _("Changes"),
}
_FIRST = 61


@dataclass(frozen=True)
class TimelineSubject:
    """The record of which an entry speaks."""

    kind: str
    id: int
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    """One line of a timeline. `kind` is the event's name, `text` what somebody wrote, `people` who took part at the
    customer, `files` what hangs on it, `own` what stands in the firm's fields of an activity, with their names."""

    id: int
    at: datetime
    kind: str
    group: str
    icon: str
    tone: str
    template: str
    sentence: str
    actor: Person | None
    on_behalf_of: Person | None
    subject: TimelineSubject
    record: Any  # Any: whichever room's record
    text: str = ""
    people: Sequence[Party] = ()
    files: Sequence[Attachment] = ()
    own: Sequence[tuple[str, str]] = ()
    particulars: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values


@dataclass(frozen=True)
class TimelinePage:
    """Some items and the cursor of what came before, None at the beginning of time."""

    items: list[TimelineItem]
    next: str | None


def timeline(
    person: Any,  # Any: also takes Django's anonymous user
    party: Party,
    *,
    group: str | None = None,
    kinds: Collection[str] | None = None,
    cursor: str = "",
    size: int = 30,
    known: Around | None = None,
) -> TimelinePage:
    """What the person may see of what happened with the customer, by when it happened.

    `group` is one of GROUPS, `kinds` are event names. What is hidden or gone is left out, so a page may be shorter than
    `size`; its cursor still leads on. `known` is for who has looked around the customer already. The number of queries doesn't grow with the rows. Raises BadCursor.
    """
    known = known or Around(reach_of(person), party)
    if not known.is_seen:
        return TimelinePage([], None)
    names = [
        name
        for name in sentences.names()
        if sentences.get(name).shown and group in (None, "", sentences.get(name).group) and (not kinds or name in kinds)
    ]
    # Twice as many as asked for, so that some may drop out and the page is still full.
    is_first = not (group or kinds or cursor) and 2 * size < _FIRST
    numbers = [party.pk, *known.merged]
    entries = _newest(numbers, None if is_first else names, cursor, 2 * size + 1)
    if party.kind == Party.Kind.PERSON:
        entries = _with_talks(entries, numbers, names, cursor, 2 * size + 1)
    records = _records(person, known, entries[: 2 * size])
    items: list[TimelineItem] = []
    seen: set[tuple[str, int]] = set()
    read = 0
    for entry in entries[: 2 * size]:
        read += 1
        item = _item(person, party, entry, records.get(entry.kind, {}).get(entry.subject_id), seen)
        if item is not None:
            items.append(item)
            if len(items) == size:
                break
    items = _with_own(person, _with_files(items))
    said = {item.id for item in items}
    say_told(person, "party", [entry for entry in entries[:read] if entry.pk in said], party.pk)
    more = read < len(entries)
    return TimelinePage(items, cursor_after(entries[read - 1], "happened_at") if more else None)


@prepared
def _all_newest(number: int) -> QuerySet[Entry]:
    names = [name for name in sentences.names() if sentences.get(name).shown]
    rows = Entry.objects.of_customer(number).filter(name__in=names).newest_first()
    return rows.select_related("actor", "on_behalf_of")[:_FIRST]


def _newest(numbers: Collection[int], names: Collection[str] | None, cursor: str, most: int) -> list[Entry]:
    """The newest entries of the record and of all that were merged into it: each asked along its own index. Without `names` all
    that are shown, from the newest on."""
    found: list[Entry] = []
    for number in numbers:
        if names is None:
            found += _all_newest(number)
            continue
        rows = Entry.objects.of_customer(number).filter(behind(cursor, "happened_at"), name__in=names)
        found += rows.newest_first().select_related("actor", "on_behalf_of")[:most]
    found.sort(key=lambda entry: (entry.happened_at, entry.pk), reverse=True)
    return found[:most]


def _with_talks(
    entries: list[Entry], numbers: Collection[int], names: Collection[str], cursor: str, most: int
) -> list[Entry]:
    """What somebody took part in stands with them too, though it is filed with the firm."""
    talks = ActivityPerson.objects.filter(person__in=numbers).values("activity")
    rows = Entry.objects.filter(kind="activity", subject_id__in=talks, name__in=names).exclude(customer_id__in=numbers)
    found = rows.filter(behind(cursor, "happened_at")).newest_first().select_related("actor", "on_behalf_of")[:most]
    return sorted([*entries, *found], key=lambda entry: (entry.happened_at, entry.pk), reverse=True)[:most]


def _with_files(items: list[TimelineItem]) -> list[TimelineItem]:
    """Photos and other files hang on activities which the person sees."""
    activities = {item.subject.id for item in items if item.subject.kind == "activity"}
    if not activities:
        return items
    hung: dict[int, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.present().filter(kind="activity", record_id__in=activities)
    for attachment in rows.select_related("file").order_by("at", "id"):
        hung[attachment.record_id].append(attachment)
    return [
        replace(item, files=hung.get(item.subject.id, [])) if item.subject.kind == "activity" else item
        for item in items
    ]


def _with_own(person: Any, items: list[TimelineItem]) -> list[TimelineItem]:  # Any: as above
    """The firm's fields of activities, as far as the person may see them: one look at the fields, and where there are any two more."""
    activities = [item.subject.id for item in items if item.subject.kind == "activity"]
    fields = open_fields(person, "activity") if activities else []
    if not fields:
        return items
    texts = texts_of(person, fields, own_values_of("activity", activities))
    labels = {one.key: one.label for one in fields}

    def own(item: TimelineItem) -> list[tuple[str, str]]:
        found = texts.get(item.subject.id, {}) if item.subject.kind == "activity" else {}
        return [(labels[key], text) for key, text in found.items() if text]

    return [replace(item, own=own(item)) for item in items]


def _records(
    person: Any, known: Around, entries: Collection[Entry]
) -> dict[str, Mapping[int, Any]]:  # Any: the rooms' own records
    """What the person may see of the records spoken of: one look-up per kind that is not in hand, as the customer always is."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.kind].add(entry.subject_id)
    found = {kind: subject_kinds.find(kind) for kind in wanted}
    mine: dict[str, Mapping[int, Any]] = {"party": {known.party.pk: known.party}}
    if "contact" in wanted:
        mine["contact"] = {one.pk: one for one in known.contacts}
    mine = {kind: records for kind, records in mine.items() if wanted[kind] <= records.keys()}
    others = {kind: entry for kind, entry in found.items() if entry is not None and kind not in mine}
    return mine | {kind: entry.visible(person, wanted[kind]) for kind, entry in others.items()}


def _item(
    person: Any, party: Party, entry: Entry, record: Any, seen: set[tuple[str, int]]
) -> TimelineItem | None:  # Any: as above
    """The entry as this person may see it, or None."""
    sentence = sentences.get(entry.name)
    particulars = open_particulars(entry, hidden_of(person, entry.kind))
    if record is None or particulars is None or not _stands_here(party, entry, record, seen):
        return None
    said = sentence.text(particulars, record)
    return _shown(entry, sentence, said, record, particulars) if said else None


def _stands_here(party: Party, entry: Entry, record: Any, seen: set[tuple[str, int]]) -> bool:  # Any: as above
    """An activity stands once, where and when it says it happened, however often it was moved."""
    if not isinstance(record, Activity):
        return True
    key = (entry.kind, entry.subject_id)
    is_here = record.party_id == party.pk or party.pk in {one.pk for one in record.people.all()}
    if key in seen or not is_here or record.at != entry.happened_at:
        return False
    seen.add(key)
    return True


def _shown(
    entry: Entry, sentence: Sentence, said: str, record: Any, particulars: Mapping[str, Any]
) -> TimelineItem:  # Any: as above
    kind = subject_kinds.get(entry.kind)
    is_activity = isinstance(record, Activity)
    return TimelineItem(
        id=entry.pk,
        at=entry.happened_at,
        kind=entry.name,
        group=sentence.group,
        icon=record.icon if is_activity else sentence.icon,
        tone=sentence.tone,
        template=sentence.template,
        sentence=said,
        actor=record.made_by if is_activity else entry.actor,
        on_behalf_of=entry.on_behalf_of,
        subject=TimelineSubject(entry.kind, entry.subject_id, kind.title(record), kind.url(record)),
        record=record,
        text=record.text if is_activity else "",
        people=list(record.people.all()) if is_activity else (),
        particulars=particulars,
    )
