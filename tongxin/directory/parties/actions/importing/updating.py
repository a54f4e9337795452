"""Rows about customers we have: gaps are filled (or values overwritten), numbers, tags and people added."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tongxin.base.chinese.folding import fold
from tongxin.base.clock import now
from tongxin.base.events import Telling, tell_many
from tongxin.base.registries import Choices
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.actions import keep_values, told_values
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.parties.actions.facts import derive_keys
from tongxin.directory.parties.actions.importing.drafts import PartyDraft, Points
from tongxin.directory.parties.actions.importing.own import OwnColumns
from tongxin.directory.parties.events import ContactAdded, PartyChanged
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag, Tag

FIELD_OF = {"phone": "phones", "email": "emails"}
COLUMN_NAMES = {"parent_id": "parent"}


class _Existing:
    """One customer with what hangs on it, and what this import changes."""

    def __init__(self, party: Party) -> None:
        self.party = party
        self.points: dict[tuple[str, str], ContactPoint] = {}
        self.tags: set[str] = set()
        self.people: dict[str, int] = {}
        self.reach: dict[int, set[tuple[str, str]]] = {}
        self.before: dict[str, Any] = {}  # Any: JSON values
        self.after: dict[str, Any] = {}  # Any: JSON values
        self.new_points: list[ContactPoint] = []
        self.new_tags: list[str] = []
        self.new_contacts: list[tuple[Party, Contact]] = []
        self.custom: dict[str, Any] = {}  # Any: JSON values


def _load(ids: Sequence[int]) -> dict[int, _Existing]:
    parties = Party.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    found = {party.pk: _Existing(party) for party in parties}
    for point in ContactPoint.objects.filter(party__in=ids):
        found[point.party_id].points[point.kind, point.value] = point
    for party_id, name in PartyTag.objects.filter(party__in=ids).values_list("party_id", "tag__name"):
        found[party_id].tags.add(name)
    places = Contact.objects.current().filter(party__in=ids).values_list("party_id", "person_id", "person__name")
    for party_id, person_id, name in places:
        found[party_id].people[fold(name)] = person_id
        found[party_id].reach[person_id] = set()
    owners = {person_id: existing for existing in found.values() for person_id in existing.people.values()}
    for point in ContactPoint.objects.filter(party__in=list(owners)):
        owners[point.party_id].reach[point.party_id].add((point.kind, point.value))
    return found


def _fill(existing: _Existing, draft: PartyDraft, locked: set[str], *, overwrite: bool) -> None:
    party = existing.party
    for column, value in draft.facts.items():
        old = getattr(party, column)
        if column in locked or not value or old == value or (old and not overwrite):
            continue
        existing.before.setdefault(column, old)
        existing.after[column] = value
        setattr(party, column, value)
    for key, value in draft.custom.items():
        was = party.custom.get(key)
        if key in locked or value is None or was == value or (was is not None and not overwrite):
            continue
        existing.before.setdefault(key, was)
        existing.custom[key] = existing.after[key] = value
    for role in draft.roles:
        if not getattr(party, f"is_{role}"):
            existing.before.setdefault(f"is_{role}", False)
            existing.after[f"is_{role}"] = True
            setattr(party, f"is_{role}", True)
    if not {"phones", "emails"} & locked:
        _add_points(existing, party.pk, draft.points)
    for tag in draft.tags:
        if tag not in existing.tags:
            existing.tags.add(tag)
            existing.new_tags.append(tag)


def _add_points(existing: _Existing, party_id: int, points: Points) -> None:
    for kind, value, shown in points:
        if (kind, value) not in existing.points:
            is_main = not any(of == kind for of, _value in existing.points)
            point = ContactPoint(party_id=party_id, kind=kind, value=value, shown=shown, is_main=is_main)
            existing.points[kind, value] = point
            existing.new_points.append(point)


def _reach_further(existing: _Existing, person_id: int, points: Points) -> None:
    """New numbers of somebody we know at this customer."""
    there = existing.reach.setdefault(person_id, set())
    for kind, value, shown in points:
        if (kind, value) not in there:
            is_main = not any(of == kind for of, _value in there)
            there.add((kind, value))
            existing.new_points.append(
                ContactPoint(party_id=person_id, kind=kind, value=value, shown=shown, is_main=is_main)
            )


def _add_people(existing: _Existing, draft: PartyDraft, by: Person) -> None:
    at = now()
    for one in draft.people:
        known = existing.people.get(fold(one.name))
        if known is not None:
            _reach_further(existing, known, one.points)
            continue
        party = existing.party
        person = Party(
            kind=Party.Kind.PERSON,
            name=one.name,
            owner_id=party.owner_id,
            unit_id=party.unit_id,
            created_by=by,
            created_at=at,
            updated_at=at,
            custom=one.custom,
        )
        derive_keys(person)
        person.save(force_insert=True)
        keep_values(kind="party", records={person.pk: ({}, person.custom)})
        contact = Contact.objects.create(
            party=party,
            person=person,
            title=one.title,
            department=one.department,
            role=one.role,
            attitude=one.attitude,
            is_main=not existing.people,
            added_at=at,
        )
        for number, (kind, value, shown) in enumerate(one.points):
            ContactPoint.objects.create(party=person, kind=kind, value=value, shown=shown, is_main=number == 0)
        existing.people[fold(one.name)] = person.pk
        existing.new_contacts.append((person, contact))


def update_existing(
    by: Person, updates: Sequence[tuple[PartyDraft, int]], batch: str, choices: Choices
) -> dict[int, str]:
    """Apply drafts to the parties they belong to. Answers updated or unchanged by row."""
    if not updates:
        return {}
    found = _load(sorted({party_id for _draft, party_id in updates}))
    locked = locked_fields(by, "party")
    rows: dict[int, list[int]] = defaultdict(list)
    for draft, party_id in updates:
        _fill(found[party_id], draft, locked, overwrite=choices.existing == "overwrite")
        _add_people(found[party_id], draft, by)
        rows[party_id].append(draft.row)
    outcome: dict[int, str] = {}
    tellings: list[Telling] = []
    own = OwnColumns(by)
    for party_id, existing in found.items():
        changed = _save(existing, by, batch, tellings, own)
        outcome.update(dict.fromkeys(rows[party_id], "updated" if changed else "unchanged"))
    tell_many(tellings)
    touched = [party_id for party_id, existing in found.items() if existing.after or existing.new_contacts]
    persons = {person.pk for existing in found.values() for person, _contact in existing.new_contacts}
    persons |= {point.party_id for existing in found.values() for point in existing.new_points}
    index_documents("party", sorted({*touched, *persons}))
    return outcome


def _save(existing: _Existing, by: Person, batch: str, tellings: list[Telling], own: OwnColumns) -> bool:
    party, at = existing.party, now()
    if existing.new_points:
        ContactPoint.objects.bulk_create(existing.new_points)
        existing.after["points"] = [point.pk for point in existing.new_points]
    if existing.new_tags:
        rows = [PartyTag(party=party, tag=Tag.objects.get_or_create(name=name)[0]) for name in existing.new_tags]
        PartyTag.objects.bulk_create(rows)
        existing.after["party_tags"] = [row.pk for row in rows]

    def add(event: PartyChanged | ContactAdded, on: Subject, before: dict[str, Any] | None) -> None:  # Any: JSON values
        tellings.append(
            Telling(
                event=event, by_id=by.pk, on=on, at=at, happened_at=at, customer_id=party.pk, before=before, batch=batch
            )
        )

    for person, contact in existing.new_contacts:
        add(
            ContactAdded(person=person.name, title=contact.title, role=contact.role),
            Subject("contact", contact.pk),
            None,
        )
    if not existing.after:
        return bool(existing.new_contacts)
    before = {**existing.before, "version": party.version, "updated_at": party.updated_at.isoformat()}
    derive_keys(party)
    party.version += 1
    party.updated_at = at
    old = party.custom
    own.settle(party, existing.custom)
    existing.after.update(told_values(own.fields, party.custom, list(existing.custom)))
    party.save()
    keep_values(kind="party", records={party.pk: (old, party.custom)}, fields=own.fields)
    fields = sorted(
        {COLUMN_NAMES.get(column, column) for column in existing.before}
        | {FIELD_OF.get(point.kind, "others") for point in existing.new_points}
        | ({"tags"} if existing.new_tags else set())
    )
    add(
        PartyChanged(fields=fields, after={**existing.after, "version": party.version}),
        Subject("party", party.pk),
        before,
    )
    return True
