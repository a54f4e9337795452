"""Changing facts, and taking a change back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import filled, settled, told_values
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import input_text, own_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile, StaleVersion
from tongxin.directory.parties.actions.facts import check_facts, check_rights
from tongxin.directory.parties.actions.points import reindex_with_places, write_points
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.actions.roles import undo_roles
from tongxin.directory.parties.actions.together import Rewrite, plain, write_parties
from tongxin.directory.parties.events import PartyChanged, PartyRolesChanged
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.models.facts import FACTS, facts_of, is_own

POINT_FIELDS = {"phones": "phone", "emails": "email", "wechats": "wechat", "qqs": "qq", "fax": "fax", "others": "other"}


@transaction.atomic
def change_party(
    *,
    by: Person,
    party: Party,
    was: Mapping[str, Any] | None = None,  # Any: values as shown
    version: int | None = None,
    **values: Any,  # Any: values as typed
) -> Party:
    """Change facts, the firm's own fields among them (by their keys). `was` are the values the person saw: where one differs from now, ChangedMeanwhile is raised and nothing
    is written, so that nobody overwrites a colleague unknowingly; changes to different fields merge. `version` is the
    stricter form for programs (StaleVersion)."""
    party = own(by, party.pk)
    if version is not None and version != party.version:
        raise StaleVersion(party)
    own_values = {name: value for name, value in values.items() if is_own(name)}
    check_rights(by, {name: value for name, value in values.items() if name not in own_values})
    theirs = _changed_since(party, was or {}, values)
    if theirs:
        raise ChangedMeanwhile(theirs)
    write_parties(by, [rewritten(by, party, values)])
    return party


def rewritten(
    by: Person,
    party: Party,
    values: Mapping[str, Any],  # Any: values as typed
    fields: Sequence[CustomField] | None = None,
) -> Rewrite:
    """What the party is to hold after `values` were typed, facts and the firm's own fields alike. Raises ValidationError by name."""
    own_values = {name: value for name, value in values.items() if is_own(name)}
    typed = {name: value for name, value in values.items() if name not in own_values}
    checked = check_facts(typed, is_person=party.kind == Party.Kind.PERSON)
    facts = {**facts_of(party), **checked}
    custom = filled(
        by=by, kind="party", was=party.custom, given=own_values, facts=facts, changed=set(checked), fields=fields
    )
    return Rewrite(party, checked, custom)


def _changed_since(party: Party, was: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:  # Any: values
    """What holds another value than the person saw, as it is now."""
    theirs = {
        name: plain(getattr(party, name))
        for name, seen in was.items()
        if name in names and not is_own(name) and str(plain(getattr(party, name)) or "") != str(plain(seen) or "")
    }
    seen_own = {name: seen for name, seen in was.items() if name in names and is_own(name)}
    for field in own_fields("party") if seen_own else ():
        if field.key in seen_own and input_text(field, party.custom) != str(seen_own[field.key] or ""):
            theirs[field.key] = told_values([field], party.custom, [field.key])[field.key]["said"]
    return theirs


@transaction.atomic
def undo_change(*, by: Person, entry: Entry, only: str = "") -> Party:
    """Put back the values from before one change, unless somebody changed them since (ChangedMeanwhile). `only` names the one
    field of the change to put back."""
    before = {name: value for name, value in (entry.before or {}).items() if only in ("", name)}
    if entry.name == PartyRolesChanged.name:
        return undo_roles(by=by, entry=entry)
    if entry.name != PartyChanged.name or not before:
        raise ValidationError(_("This can't be undone."))
    party = own(by, entry.subject_id)
    check_rights(by, before)
    back = rewritten_back(party, entry, before)
    for name, kind in POINT_FIELDS.items():
        if name in before:
            _undo_points(by, party, name, kind, entry)
    if back is not None:
        write_parties(by, [back])
    return party


def rewritten_back(
    party: Party,
    entry: Entry,
    before: Mapping[str, Any],  # Any: JSON values
    fields: Sequence[CustomField] | None = None,
) -> Rewrite | None:
    """What the party is to hold with the values of `before` again, or None where these are neither facts nor the firm's fields.

    Raises ChangedMeanwhile, and ValidationError where a field is no longer in use.
    """
    facts = {name: value for name, value in before.items() if name in FACTS}
    after = entry.particulars["after"]
    theirs = {name: plain(getattr(party, name)) for name in facts if plain(getattr(party, name)) != after.get(name)}
    fields = own_fields("party") if fields is None else fields
    custom = _own_before(before, fields)
    theirs |= {key: "" for key in custom if party.custom.get(key) != after[key]["value"]}
    if theirs:
        raise ChangedMeanwhile(theirs)
    if not facts and not custom:
        return None
    checked = check_facts(facts, is_person=party.kind == Party.Kind.PERSON)
    return Rewrite(party, checked, settled(fields, {**facts_of(party), **checked}, {**party.custom, **custom}))


def _own_before(before: Mapping[str, Any], fields: Sequence[CustomField]) -> dict[str, Any]:  # Any: JSON values
    """The values that the firm's own fields had. Raises ValidationError when one of them is no longer in use."""
    own_before = {key: value for key, value in before.items() if is_own(key)}
    if set(own_before) - {field.key for field in fields}:
        raise ValidationError(_("This field is no longer in use, so the change can't be undone."))
    return own_before


def _undo_points(by: Person, party: Party, name: str, kind: str, entry: Entry) -> None:
    now_there = list(ContactPoint.objects.filter(party=party, kind=kind).values_list("shown", flat=True))
    if now_there != entry.particulars["after"].get(name):
        raise ChangedMeanwhile({name: now_there})
    assert entry.before is not None
    after = write_points(party, kind, entry.before[name])
    Party.objects.filter(pk=party.pk).update(version=party.version + 1, updated_at=now())
    reindex_with_places([party.pk])
    told = PartyChanged(fields=[name], after={name: after})
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk, before={name: now_there})
