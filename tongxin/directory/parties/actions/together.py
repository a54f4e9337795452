"""Writing customers, many or one: one look, one write and one telling for all of them.

A deed on fifty thousand customers would else ask thirty questions about each. Rooms that react to many tellings at once then
also ask theirs once for all.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Q

from tongxin.base.clock import now
from tongxin.base.events import Telling, tell_many, telling
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import keep_values, told_values
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.facts import derive_keys
from tongxin.directory.parties.actions.points import reindex_with_places
from tongxin.directory.parties.events import PartyAssigned, PartyChanged
from tongxin.directory.parties.models import Contact, Party, PartyTag, Tag

_NAMING = {"name", "kind"}
# A name that stood for less was a slip of the pen, and is nothing the customer was ever called.
_SLIP = timedelta(days=1)
_ENTRIES = 50


class Rewrite(NamedTuple):
    """A customer as it was loaded, locked, with the facts and the firm's own values that it is to have."""

    party: Party
    facts: Mapping[str, Any]  # Any: column values
    custom: Mapping[str, Any]  # Any: JSON values


def plain(value: Any) -> Any:  # Any: a column value and its JSON form
    """A column value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def locked_parties(by: Person, ids: Collection[int]) -> dict[int, Party]:
    """Those of the customers that the person may change, by number, locked for the length of the transaction."""
    rows = Party.objects.changeable_by(by).living().filter(pk__in=ids).select_related("owner").order_by("pk")
    return {party.pk: party for party in rows.select_for_update(of=("self",))}


def write_parties(by: Person, rewrites: Sequence[Rewrite]) -> None:
    """Store what differs. What is worked out from other values is stored with them and told by nobody."""
    has_own = any(party.custom != custom for party, _facts, custom in rewrites)
    fields = own_fields("party") if has_own else []
    customs: dict[int, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}  # Any: JSON values
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)  # Any: column values
    tellings: list[Telling] = []
    for party, facts, custom in rewrites:
        before = {name: plain(getattr(party, name)) for name, value in facts.items() if getattr(party, name) != value}
        if not before and party.custom == custom:
            continue
        customs[party.pk] = (party.custom, custom)
        tellings.append(_changed(by, party, before, facts, custom, fields))
        _set(party, {name: facts[name] for name in before}, custom)
        if party.custom == customs[party.pk][0] and not _NAMING & set(before):
            alike[tuple((name, facts[name]) for name in before)].append(party.pk)
        else:
            party.save()
    at = now()
    for values, ids in alike.items():
        Party.objects.filter(pk__in=ids).update(**dict(values), version=F("version") + 1, updated_at=at)
    keep_values(kind="party", records=customs, fields=fields)
    reindex_with_places(customs)
    tell_many(tellings)


def _set(party: Party, values: Mapping[str, Any], custom: Mapping[str, Any]) -> None:  # Any: column and JSON values
    if "name" in values:
        party.former_names = _former_names(party, values["name"])
    for name, value in values.items():
        setattr(party, name, value)
    if _NAMING & set(values):
        derive_keys(party)
    if party.custom != custom:
        party.custom = dict(custom)
    party.version += 1
    party.updated_at = now()


def _former_names(party: Party, name: str) -> list[str]:
    """What it was called before, the name included that goes now if it was in use: under it people and old files still know it."""
    known = [one for one in party.former_names if one != name]
    entries = Entry.objects.about(Subject("party", party.pk)).filter(name=PartyChanged.name).order_by("-id")[:_ENTRIES]
    renamed = [one.at for one in entries if "name" in one.particulars.get("fields", ())]
    was_in_use = now() - (renamed[0] if renamed else party.created_at) > _SLIP
    return [*known, party.name] if was_in_use and party.name not in known else known


def _changed(
    by: Person,
    party: Party,
    before: Mapping[str, Any],  # Any: JSON values
    facts: Mapping[str, Any],  # Any: column values
    custom: Mapping[str, Any],  # Any: JSON values
    fields: Sequence[CustomField],
) -> Telling:
    old = party.custom
    typed = [one.key for one in fields if not one.is_worked_out and old.get(one.key) != custom.get(one.key)]
    after = {**{name: plain(facts[name]) for name in before}, **told_values(fields, custom, typed)}
    before = {**before, **{key: old.get(key) for key in typed}}
    return _told(PartyChanged(fields=sorted(before), after=after), by, party.pk, before)


def _told(event: PartyChanged | PartyAssigned, by: Person, pk: int, before: dict[str, Any]) -> Telling:  # Any: JSON
    return telling(event, by=by, on=Subject("party", pk), customer=pk, before=before)


def hand_over(by: Person, parties: Collection[Party], owner: Person) -> None:
    """Give customers, with those of their contact people whom their owner looked after, to another owner."""
    given = [party for party in parties if party.owner_id != owner.pk]
    if not given:
        return
    unit, at = main_unit_of(owner), now()
    people = Contact.objects.current().filter(party__in=[party.pk for party in given])
    along = people.filter(person__owner=F("party__owner")) | people.filter(Q(person__owner=None, party__owner=None))
    Party.objects.filter(pk__in=list(along.values_list("person_id", flat=True))).update(owner=owner, unit=unit)
    rows = Party.objects.filter(pk__in=[party.pk for party in given])
    rows.update(owner=owner, unit=unit, version=F("version") + 1, updated_at=at)
    tellings = []
    for party in given:
        previous = party.owner
        told = PartyAssigned(owner=owner.name, previous=previous.name if previous else "")
        tellings.append(_told(told, by, party.pk, {"owner": previous.pk if previous else None}))
        party.owner, party.unit, party.updated_at = owner, unit, at
        party.version += 1
    tell_many(tellings)


def tags_of(ids: Collection[int]) -> dict[int, list[str]]:
    """The tags of customers, by number, in order."""
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, name in PartyTag.objects.filter(party__in=ids).order_by("tag__name").values_list("party_id", "tag__name"):
        found[pk].append(name)
    return found


def write_tags(by: Person, wanted: Mapping[int, Sequence[str]]) -> None:
    """Give customers exactly these tags; new words are added to the firm's tags."""
    before = tags_of(wanted)
    differing = {pk: sorted(names) for pk, names in wanted.items() if sorted(names) != sorted(before[pk])}
    words = {name for names in differing.values() for name in names}
    tags = {name: Tag.objects.get_or_create(name=name)[0] for name in sorted(words)}
    for pk, names in differing.items():
        if gone := set(before[pk]) - set(names):
            PartyTag.objects.filter(party=pk, tag__name__in=gone).delete()
    rows = [
        PartyTag(party_id=pk, tag=tags[name]) for pk, names in differing.items() for name in names if name not in before[pk]
    ]  # fmt: skip
    PartyTag.objects.bulk_create(rows)
    Party.objects.filter(pk__in=differing).update(version=F("version") + 1, updated_at=now())
    tell_many(
        [
            _told(PartyChanged(fields=["tags"], after={"tags": names}), by, pk, {"tags": sorted(before[pk])})
            for pk, names in differing.items()
        ]
    )
