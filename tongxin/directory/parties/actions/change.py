"""Changing facts, and taking a change back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile, StaleVersion
from tongxin.directory.parties.actions.facts import check_facts, check_rights, derive_keys
from tongxin.directory.parties.actions.points import reindex_with_places, write_points
from tongxin.directory.parties.actions.reloading import own
from tongxin.directory.parties.events import PartyChanged
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.models.facts import FACTS

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
    """Change facts. `was` are the values the person saw: where one differs from now, ChangedMeanwhile is raised and nothing
    is written, so that nobody overwrites a colleague unknowingly; changes to different fields merge. `version` is the
    stricter form for programs (StaleVersion)."""
    party = own(by, party.pk)
    if version is not None and version != party.version:
        raise StaleVersion(party)
    check_rights(by, values)
    checked = check_facts(values, is_person=party.kind == Party.Kind.PERSON)
    theirs = {
        name: plain(getattr(party, name))
        for name, seen in (was or {}).items()
        if name in checked and str(plain(getattr(party, name)) or "") != str(plain(seen) or "")
    }
    if theirs:
        raise ChangedMeanwhile(theirs)
    return _write(by, party, checked)


def _write(by: Person, party: Party, checked: Mapping[str, Any]) -> Party:  # Any: column values
    before = {name: plain(getattr(party, name)) for name, value in checked.items() if getattr(party, name) != value}
    if not before:
        return party
    for name in before:
        setattr(party, name, checked[name])
    derive_keys(party)
    party.version += 1
    party.updated_at = now()
    party.save()
    reindex_with_places(party)
    tell(
        PartyChanged(fields=sorted(before), after={name: plain(checked[name]) for name in before}),
        by=by,
        on=Subject("party", party.pk),
        customer=party.pk,
        before=before,
    )
    return party


@transaction.atomic
def undo_change(*, by: Person, entry: Entry) -> Party:
    """Put back the values from before one change, unless somebody changed them since (ChangedMeanwhile)."""
    if entry.name != PartyChanged.name or entry.before is None:
        raise ValidationError(_("This can't be undone."))
    party = own(by, entry.subject_id)
    check_rights(by, entry.before)
    facts = {name: value for name, value in entry.before.items() if name in FACTS}
    after = entry.particulars["after"]
    theirs = {name: plain(getattr(party, name)) for name in facts if plain(getattr(party, name)) != after.get(name)}
    if theirs:
        raise ChangedMeanwhile(theirs)
    for name, kind in POINT_FIELDS.items():
        if name in entry.before:
            _undo_points(by, party, name, kind, entry)
    return _write(by, party, check_facts(facts, is_person=party.kind == Party.Kind.PERSON)) if facts else party


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
