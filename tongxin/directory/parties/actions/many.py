"""Setting one field of many customers from a list, and taking back what was done with many."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.fields.queries import own_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.change import rewritten, rewritten_back
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_facts, check_rights
from tongxin.directory.parties.actions.reloading import NotYours
from tongxin.directory.parties.actions.together import hand_over, locked_parties, tags_of, write_parties, write_tags
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Party

FIELDS = ("industry", "tier", "source", "region", "country", "province", "city", "district")


def check_value(by: Person, field: str, value: str) -> str:
    """The value as stored, if `by` may set the field on many at all. Raises ValidationError, FieldLocked."""
    if field not in FIELDS:
        raise ValidationError(_("Choose a field."))
    check_rights(by, {field: ""})
    return str(check_facts({field: value})[field])


@transaction.atomic
def set_many(by: Person, parties: Sequence[int], field: str, value: str, strict: bool) -> int:
    """Set one field of many customers, the firm's own fields among them. A customer whose other fields forbid it (a rule of the
    firm) stays as it is and is counted; when `strict`, all or none: raises NotYours, ValidationError."""
    found = locked_parties(by, set(parties))
    if strict and len(found) != len(set(parties)):
        raise NotYours(_("Some of these customers are not yours to change. Nothing was changed."))
    fields, rewrites = own_fields("party"), []
    for party in found.values():
        try:
            rewrites.append(rewritten(by, party, {field: value}, fields))
        except ValidationError:
            if strict:
                raise
    write_parties(by, rewrites)
    return len(set(parties)) - len(rewrites)


def taken_back(by: Person, entries: Sequence[Entry]) -> int:
    """How many of the entries could be taken back: not where the customer is gone, changed since, or no longer in reach."""
    parties = locked_parties(by, {entry.subject_id for entry in entries})
    reached = [entry for entry in entries if entry.subject_id in parties]
    given = [entry for entry in reached if entry.name == PartyAssigned.name]
    tagged = [entry for entry in reached if entry.particulars.get("fields") == ["tags"]]
    facts = [entry for entry in reached if entry not in given and entry not in tagged]
    return _given_back(by, given, parties) + _tagged_as_before(by, tagged) + _facts_as_before(by, facts, parties)


def _facts_as_before(by: Person, entries: Sequence[Entry], parties: Mapping[int, Party]) -> int:
    fields, rewrites = own_fields("party"), []
    for entry in entries:
        before = entry.before or {}
        with suppress(ChangedMeanwhile, ValidationError, PermissionDenied):
            check_rights(by, before)
            back = rewritten_back(parties[entry.subject_id], entry, before, fields)
            rewrites += [back] if back is not None else []
    write_parties(by, rewrites)
    return len(rewrites)


def _tagged_as_before(by: Person, entries: Sequence[Entry]) -> int:
    there = tags_of({entry.subject_id for entry in entries})
    wanted = {
        entry.subject_id: (entry.before or {}).get("tags", [])
        for entry in entries
        if sorted(there[entry.subject_id]) == sorted(entry.particulars["after"]["tags"])
    }
    check_rights(by, {"tags": []} if wanted else {})
    write_tags(by, wanted)
    return len(wanted)


def _given_back(by: Person, entries: Sequence[Entry], parties: Mapping[int, Party]) -> int:
    """Each to the owner from before, where it still belongs to whom it was given."""
    people = Person.objects.in_bulk([(entry.before or {}).get("owner") or 0 for entry in entries])
    back: dict[int, list[Party]] = defaultdict(list)
    for entry in entries:
        party, previous = parties[entry.subject_id], int((entry.before or {}).get("owner") or 0)
        if previous in people and party.owner is not None and party.owner.name == entry.particulars["owner"]:
            back[previous].append(party)
    for number, given in back.items():
        hand_over(by, given, people[number])
    return sum(len(given) for given in back.values())
