"""Changing facts, and taking a change back."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import filled, keep_values, settled, told_values
from tongxin.collab.fields.queries import input_text, own_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile, StaleVersion
from tongxin.directory.parties.actions.facts import check_facts, check_rights, derive_keys
from tongxin.directory.parties.actions.points import reindex_with_places, write_points
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.actions.roles import undo_roles
from tongxin.directory.parties.events import PartyChanged, PartyRolesChanged
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.models.facts import FACTS, facts_of, is_own

POINT_FIELDS = {"phones": "phone", "emails": "email", "wechats": "wechat", "qqs": "qq", "fax": "fax", "others": "other"}


def plain(value: Any) -> Any:  # Any: a column value and its JSON form
    """A column value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


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
    checked = check_facts(
        {name: value for name, value in values.items() if name not in own_values},
        is_person=party.kind == Party.Kind.PERSON,
    )
    theirs = _changed_since(party, was or {}, {*checked, *own_values})
    if theirs:
        raise ChangedMeanwhile(theirs)
    facts = {**facts_of(party), **checked}
    custom = filled(by=by, kind="party", was=party.custom, given=own_values, facts=facts, changed=set(checked))
    return _write(by, party, checked, custom)


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


def _write(
    by: Person, party: Party, checked: Mapping[str, Any], custom: Mapping[str, Any]
) -> Party:  # Any: column values
    """Store what differs. What is worked out from other values is stored with them and told by nobody."""
    before = {name: plain(getattr(party, name)) for name, value in checked.items() if getattr(party, name) != value}
    old = party.custom
    if not before and old == custom:
        return party
    fields = own_fields("party") if old != custom else []
    typed = [one.key for one in fields if not one.is_worked_out and old.get(one.key) != custom.get(one.key)]
    for name in before:
        setattr(party, name, checked[name])
    derive_keys(party)
    party.custom = dict(custom)
    party.version += 1
    party.updated_at = now()
    party.save()
    keep_values(kind="party", records={party.pk: (old, custom)}, fields=fields)
    reindex_with_places(party)
    after = {**{name: plain(checked[name]) for name in before}, **told_values(fields, custom, typed)}
    before |= {key: old.get(key) for key in typed}
    tell(
        PartyChanged(fields=sorted(before), after=after),
        by=by,
        on=Subject("party", party.pk),
        customer=party.pk,
        before=before,
    )
    return party


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
    facts = {name: value for name, value in before.items() if name in FACTS}
    after = entry.particulars["after"]
    theirs = {name: plain(getattr(party, name)) for name in facts if plain(getattr(party, name)) != after.get(name)}
    custom = _own_before(before)
    theirs |= {key: "" for key in custom if party.custom.get(key) != after[key]["value"]}
    if theirs:
        raise ChangedMeanwhile(theirs)
    for name, kind in POINT_FIELDS.items():
        if name in before:
            _undo_points(by, party, name, kind, entry)
    if not facts and not custom:
        return party
    checked = check_facts(facts, is_person=party.kind == Party.Kind.PERSON)
    after_undo = settled(own_fields("party"), {**facts_of(party), **checked}, {**party.custom, **custom})
    return _write(by, party, checked, after_undo)


def _own_before(before: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON values
    """The values that the firm's own fields had. Raises ValidationError when one of them is no longer in use."""
    own_before = {key: value for key, value in before.items() if is_own(key)}
    if own_before and set(own_before) - {field.key for field in own_fields("party")}:
        raise ValidationError(_("This field is no longer in use, so the change can't be undone."))
    return own_before


def _undo_points(by: Person, party: Party, name: str, kind: str, entry: Entry) -> None:
    now_there = list(ContactPoint.objects.filter(party=party, kind=kind).values_list("shown", flat=True))
    if now_there != entry.particulars["after"].get(name):
        raise ChangedMeanwhile({name: now_there})
    assert entry.before is not None
    after = write_points(party, kind, entry.before[name])
    Party.objects.filter(pk=party.pk).update(version=party.version + 1, updated_at=now())
    reindex_with_places(party)
    told = PartyChanged(fields=[name], after={name: after})
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk, before={name: now_there})
