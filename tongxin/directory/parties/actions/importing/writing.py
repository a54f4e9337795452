"""Writing drafts: one chunk, one transaction, whatever the number of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.bulk import insert_rows, insert_values, reserve_ids, stamp
from tongxin.base.events import Telling, tell, tell_many
from tongxin.base.registries import Choices, Outcome
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_create
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, index_new
from tongxin.directory.parties.actions.create import MayNotAdd
from tongxin.directory.parties.actions.importing.checking import RowKeys, Sight, row_keys
from tongxin.directory.parties.actions.importing.drafts import PartyDraft, PersonDraft, Points, Prepared
from tongxin.directory.parties.actions.importing.groups import link_known, link_new
from tongxin.directory.parties.actions.importing.own import OwnColumns
from tongxin.directory.parties.actions.importing.preparing import prepared, prepared_person
from tongxin.directory.parties.actions.importing.rights import keep_to_rights
from tongxin.directory.parties.actions.importing.updating import update_existing
from tongxin.directory.parties.events import ContactAdded, Foreseen, PartyCreated, StepsForeseen
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag, Tag
from tongxin.directory.parties.models.party import set_roles
from tongxin.directory.parties.queries import Double, Wanted, doubles_of
from tongxin.directory.parties.queries.doubles import told_apart


class PointRow(NamedTuple):
    """A contact point as it is inserted."""

    party_id: int
    kind: str
    value: str
    shown: str
    is_main: bool
    label: str = ""


@dataclass
class Chunk:
    """What will be inserted together."""

    by: Person
    batch: str
    at: datetime
    units: dict[int, int]
    numbers: Iterator[int]
    template: Party
    contact_template: Contact
    own: OwnColumns
    firms: list[Party] = field(default_factory=list)
    telling_people: list[Party] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    points: dict[int, list[PointRow]] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    people: dict[int, list[Party]] = field(default_factory=dict)
    tags: list[tuple[int, str]] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    said: list[tuple[PartyDraft, int]] = field(default_factory=list)
    under: list[tuple[PartyDraft, Party]] = field(default_factory=list)


def write_drafts(by: Person, drafts: Sequence[PartyDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Create, fill or skip. Runs in the caller's transaction; what exists out of the person's reach is refused and named only by unit."""
    if not can_create(by, "party"):
        raise MayNotAdd(_("Your role may not add customers."))
    keep_to_rights(by, drafts)
    ready = [prepared(draft) for draft in drafts]
    wanted = [draft.wanted() for draft in drafts]
    found = doubles_of(wanted, [one.keys for one in ready])
    sight = Sight(by, sorted({double.party_id for doubles in found for double in doubles}))
    most = sum(1 + len(draft.people) for draft in drafts)
    at = now()
    chunk = Chunk(
        by=by,
        batch=batch,
        at=at,
        units=_main_units(),
        numbers=iter(reserve_ids(Party, most)),
        template=Party(created_by_id=by.pk, created_at=at, updated_at=at),
        contact_template=Contact(added_at=at),
        own=OwnColumns(by),
    )
    fresh: dict[str, Party] = {}
    outcomes: list[Outcome] = []
    updates: list[tuple[PartyDraft, int]] = []
    for draft, one, known, doubles in zip(drafts, wanted, ready, found, strict=True):
        draft.custom, wrong, why = chunk.own.read(draft.custom)
        if wrong:
            outcomes.append(Outcome(draft.row, "refused", None, why, wrong))
            continue
        chunk.own.part(draft)
        outcome = _decide(draft, doubles, sight, choices, updates)
        outcomes.append(outcome or _join_or_create(chunk, fresh, draft, one, row_keys(one, known.keys)))
    link_new(by, chunk.under, chunk.parties)
    _flush(chunk)
    index_documents("party", sorted(chunk.joined))
    link_known(by, updates)
    changed = update_existing(by, updates, batch, choices)
    _foresee(chunk, [*chunk.said, *updates])
    return [_settled(outcome, changed) for outcome in outcomes]


def _join_or_create(chunk: Chunk, fresh: dict[str, Party], draft: PartyDraft, wanted: Wanted, keys: RowKeys) -> Outcome:
    """A row about nobody we have: the customer of an earlier row of this chunk, or a new one."""
    party = next((fresh[key] for key in keys.asked if key in fresh), None)
    if party is not None and not told_apart(wanted, party):
        _join(chunk, party, draft)
        chunk.said.append((draft, party.pk))
        return Outcome(draft.row, "merged", party.pk, _("stands in this file more than once"))
    party = _create(chunk, draft)
    for key in keys.told:
        fresh.setdefault(key, party)
    chunk.said.append((draft, party.pk))
    chunk.under.append((draft, party))
    return Outcome(draft.row, "created", party.pk)


def _foresee(chunk: Chunk, said: Sequence[tuple[PartyDraft, int]]) -> None:
    """Tell what the rows say comes next; the room that plans makes steps of it."""
    steps = [
        Foreseen(party=party_id, text=draft.next_step, due=draft.next_on.isoformat() if draft.next_on else "")
        for draft, party_id in said
        if draft.next_step or draft.next_on
    ]
    if steps:
        tell(StepsForeseen(steps=steps), by=chunk.by, on=Subject.parse(chunk.batch), batch=chunk.batch)


def _settled(outcome: Outcome, changed: dict[int, str]) -> Outcome:
    if outcome.outcome != "updated":
        return outcome
    return Outcome(outcome.row, changed.get(outcome.row, "unchanged"), outcome.record_id, outcome.reason)


def _decide(
    draft: PartyDraft, doubles: Sequence[Double], sight: Sight, choices: Choices, updates: list[tuple[PartyDraft, int]]
) -> Outcome | None:
    """None when the draft shall be created (or joined to an earlier row)."""
    sure = next((double for double in doubles if double.is_sure), None)
    match = sure or (doubles[0] if doubles and choices.likely != "create" else None)
    if match is None:
        return None
    way = choices.existing if sure else choices.likely
    if match.party_id not in sight.changeable or match.party_id not in sight.titles:
        return Outcome(draft.row, "refused", None, sight.elsewhere(match.party_id), "name")
    if way == "skip":
        return Outcome(draft.row, "skipped", match.party_id, sight.reason(match))
    updates.append((draft, match.party_id))
    return Outcome(draft.row, "updated", match.party_id, sight.reason(match))


def _main_units() -> dict[int, int]:
    return dict(Post.objects.held().filter(is_main=True).values_list("person_id", "unit_id"))


def _new_party(chunk: Chunk, *, name: str, kind: str, owner_id: int | None) -> Party:
    owner = owner_id or chunk.by.pk
    party = stamp(chunk.template)
    # Past the descriptors of the model, which look for cached relations: a new object has none.
    vars(party).update(id=next(chunk.numbers), name=name, kind=kind, owner_id=owner, unit_id=chunk.units.get(owner))
    return party


def _keep(chunk: Chunk, party: Party, known: Prepared) -> None:
    party.sort_key, (party.name_key, party.core_key) = known.sort_key, known.keys
    chunk.parties.append(party)
    chunk.lines.append((party.id, known.words))


def _create(chunk: Chunk, draft: PartyDraft) -> Party:
    party = _new_party(chunk, name=draft.name, kind=draft.kind, owner_id=draft.owner_id)
    vars(party).update(draft.facts)
    set_roles(party, draft.roles)
    if draft.last_contact_on is not None:
        party.last_contact_at = timezone.make_aware(datetime.combine(draft.last_contact_on, time(12)))
    party.custom = draft.custom
    chunk.firms.append(party)
    _keep(chunk, party, prepared(draft))
    _add_points(chunk, party.id, draft.points)
    chunk.tags += [(party.id, tag) for tag in draft.tags]
    told = PartyCreated(party=party.name, source=chunk.batch)
    chunk.tellings.append(_telling(chunk, told, Subject("party", party.id), party.id))
    for person in draft.people:
        add_person_to(chunk, party, person, is_first=not chunk.people.get(party.id))
    return party


def _telling(chunk: Chunk, event: PartyCreated | ContactAdded, on: Subject, customer: int | None) -> Telling:
    return Telling(
        event=event,
        by_id=chunk.by.pk,
        on=on,
        at=chunk.at,
        happened_at=chunk.at,
        customer_id=customer,
        batch=chunk.batch,
    )


def _add_points(chunk: Chunk, party_id: int, points: Points) -> None:
    there = chunk.points.setdefault(party_id, [])
    if not there and len(points) == 1:
        ((kind, value, shown),) = points
        there.append(PointRow(party_id, kind, value, shown, is_main=True))
        return
    known = {(point.kind, point.value) for point in there}
    mains = {point.kind for point in there}
    for kind, value, shown in points:
        if (kind, value) not in known:
            known.add((kind, value))
            there.append(PointRow(party_id, kind, value, shown, kind not in mains))
            mains.add(kind)


def add_person_to(chunk: Chunk, party: Party, draft: PersonDraft, *, is_first: bool) -> None:
    """A new person as a contact of a party that is new, or locked by this transaction."""
    person = _new_party(chunk, name=draft.name, kind=Party.Kind.PERSON, owner_id=party.owner_id)
    person.unit_id, person.note, person.birthday, person.custom = (
        party.unit_id,
        draft.note,
        draft.birthday,
        draft.custom,
    )
    chunk.telling_people += [person] if draft.custom else []
    _keep(chunk, person, draft.prepared or prepared_person(draft))
    _add_points(chunk, person.id, draft.points)
    contact = stamp(chunk.contact_template)
    vars(contact).update(
        party_id=party.id,
        person_id=person.id,
        is_main=is_first,
        title=draft.title,
        department=draft.department,
        role=draft.role,
        attitude=draft.attitude,
    )
    chunk.contacts.append(contact)
    chunk.people.setdefault(party.id, []).append(person)


def _join(chunk: Chunk, party: Party, draft: PartyDraft) -> None:
    """A later row about a customer that an earlier row of this chunk creates: gaps are filled, people and numbers added."""
    chunk.joined.add(party.pk)
    for column, value in draft.facts.items():
        if not getattr(party, column):
            setattr(party, column, value)
    party.custom = {**draft.custom, **party.custom}
    _add_points(chunk, party.pk, draft.points)
    chunk.tags += [(party.pk, tag) for tag in draft.tags]
    names = {person.name: person.pk for person in chunk.people.get(party.pk, ())}
    for person in draft.people:
        if person.name in names:
            _add_points(chunk, names[person.name], person.points)
        else:
            add_person_to(chunk, party, person, is_first=False)


def _flush(chunk: Chunk) -> None:
    chunk.own.number(chunk.firms)
    for party in [*chunk.firms, *chunk.telling_people]:
        chunk.own.settle(party, {})
    # Eight indexes are in the order of names: rows in that order meet pages which the row before has just touched.
    insert_rows(Party, sorted(chunk.parties, key=lambda party: party.sort_key))
    _insert_points([point for points in chunk.points.values() for point in points])
    insert_rows(Contact, chunk.contacts)
    by_number = {person.id: person for people in chunk.people.values() for person in people}
    for contact in chunk.contacts:
        told = ContactAdded(person=by_number[contact.person_id].name, title=contact.title, role=contact.role)
        chunk.tellings.append(_telling(chunk, told, Subject("contact", contact.pk), contact.party_id))
    attach_tags(chunk.tags)
    index_new("party", chunk.lines)  # before it is told: who hears of it may keep other words at once
    tell_many(chunk.tellings)
    chunk.own.keep_new([*chunk.firms, *chunk.telling_people])


def _insert_points(points: Sequence[PointRow]) -> None:
    numbers = reserve_ids(ContactPoint, len(points))
    rows = ((number, *point) for number, point in zip(numbers, points, strict=True))
    insert_values(ContactPoint, ("id", *PointRow._fields), rows)


def attach_tags(pairs: Sequence[tuple[int, str]]) -> list[PartyTag]:
    """Give parties tags by name, new words included. Answers the rows."""
    names = {name for _party, name in pairs}
    known = dict(Tag.objects.filter(name__in=names).values_list("name", "id"))
    for name in sorted(names - set(known)):
        known[name] = Tag.objects.create(name=name).pk
    rows = [PartyTag(party_id=party, tag_id=known[name]) for party, name in dict.fromkeys(pairs)]
    insert_rows(PartyTag, rows)
    return rows
