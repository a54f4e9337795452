"""The columns of the record that stays."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import Telling, telling
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.models import Type
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.doubles.actions.ledger import NAMES, carry, label_of, written
from tongxin.directory.doubles.models import Move
from tongxin.directory.doubles.queries.choosing import CHOSEN, joined_notes, proposed, value_of
from tongxin.directory.parties.actions.facts import check_facts, check_rights, derive_keys
from tongxin.directory.parties.actions.recounting import reconcile_parties
from tongxin.directory.parties.events import PartyChanged
from tongxin.directory.parties.models import ROLES, Contact, Party
from tongxin.directory.parties.models.facts import FACTS

_EMPTY: tuple[Any, ...] = ("", None, [])  # Any: JSON values


def unite_values(
    by: Person, merge: int, kept: Party, gone: Party, values: Mapping[str, Any]
) -> list[Telling]:  # Any: column values
    """Give the kept record the values chosen, the proposed ones elsewhere, all roles and all names. Raises FieldLocked.

    Answers what is to be told of it once everything has moved."""
    before = {field: value_of(kept, field) for field in CHOSEN}
    final = _final(by, kept, gone, values)
    changed = {field: value for field, value in final.items() if value != before[field]}
    row = Party.objects.filter(pk=kept.pk)
    for field, value in changed.items():
        carry(merge, row, column=field, to=value)
    for column, value in _along(kept, gone, changed).items():
        carry(merge, row, column=column, to=value)
    _add_names(merge, kept, gone, str(final["name"]))
    if not changed:
        return []
    told = PartyChanged(fields=sorted(changed), after={field: written(value) for field, value in changed.items()})
    was = {field: written(before[field]) for field in changed}
    return [telling(told, by=by, on=Subject("party", kept.pk), customer=kept.pk, before=was)]


def _final(by: Person, kept: Party, gone: Party, values: Mapping[str, Any]) -> dict[str, Any]:  # Any: as above
    """A value for each field. Where the person may not choose, gaps are filled and nothing else."""
    locked = locked_fields(by, "party")
    final: dict[str, Any] = {}  # Any: as above
    for field, choice in proposed(kept, gone).items():
        one, other = value_of(kept, field), value_of(gone, field)
        if field == "note" and choice.side == "both":
            final[field] = joined_notes(str(one), str(other))
        elif field in locked:
            final[field] = one or other
        else:
            final[field] = other if choice.side == "gone" else one
    chosen = {field: value for field, value in values.items() if value != final.get(field)}
    check_rights(by, chosen)
    new = {field: value for field, value in chosen.items() if value not in (value_of_either(kept, gone, field))}
    if odd := sorted(set(new) - set(FACTS)):
        raise ValidationError(_("Choose one of the two values: %(fields)s") % {"fields": ", ".join(odd)})
    return final | chosen | check_facts(new, is_person=kept.kind == Party.Kind.PERSON)


def value_of_either(kept: Party, gone: Party, field: str) -> list[Any]:  # Any: as above
    """The values that need no check, because they stand in one of the two records."""
    return [value_of(kept, field), value_of(gone, field)] if field in CHOSEN else []


def _along(kept: Party, gone: Party, changed: Mapping[str, Any]) -> dict[str, Any]:  # Any: as above
    """Columns that follow from others: the unit from the owner, the area code from the city, all roles, both sets of own fields."""
    along: dict[str, Any] = {f"is_{role}": True for role in ROLES if getattr(gone, f"is_{role}")}
    if "owner" in changed and changed["owner"] == gone.owner_id:
        along["unit"] = gone.unit_id
    if "city" in changed and changed["city"] == gone.city:
        along["area_code"] = gone.area_code
    if gone.custom:
        along["custom"] = {**kept.custom, **_gaps(kept.custom, gone.custom)}
    return along


def _gaps(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """What only the other one has. What is worked out follows from the rest."""
    formulas = {field.key for field in own_fields("party") if field.type in (Type.FORMULA, Type.ROLL_UP)}
    gaps = {key: value for key, value in theirs.items() if value not in _EMPTY and mine.get(key) in _EMPTY}
    return {key: value for key, value in gaps.items() if key not in formulas}


def _add_names(merge: int, kept: Party, gone: Party, name: str) -> None:
    """The names that are no longer used stay known as former ones."""
    there = {name, *kept.former_names}
    more = [one for one in dict.fromkeys([kept.name, gone.name, *gone.former_names]) if one not in there]
    if not more:
        return
    Party.objects.filter(pk=kept.pk).update(former_names=[*kept.former_names, *more])
    Move.objects.create(merge_id=merge, model=label_of(Party), row=kept.pk, column=NAMES, before=[], after=more)


def derive(*ids: int) -> None:
    """What follows from the columns: keys, a new version, and by what the records are found."""
    parties = Party.objects.filter(pk__in=ids)
    for party in parties:
        derive_keys(party)
        party.version += 1
        party.updated_at = now()
        party.save(update_fields=["sort_key", "name_key", "core_key", "version", "updated_at"])
    reconcile_parties(ids)
    firms = Contact.objects.current().filter(person__in=ids).values_list("party_id", flat=True)
    index_documents("party", sorted({*ids, *firms}))
