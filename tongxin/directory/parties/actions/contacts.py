"""People at the customer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import filled, keep_values
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.parties.actions.change import change_party
from tongxin.directory.parties.actions.conflicts import ChangedMeanwhile
from tongxin.directory.parties.actions.facts import check_facts, check_rights, derive_keys
from tongxin.directory.parties.actions.points import write_points
from tongxin.directory.parties.actions.reloading import NotYours, own
from tongxin.directory.parties.events import ContactAdded, ContactChanged, ContactRemoved
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.models.contact_point import field_of
from tongxin.directory.parties.models.facts import facts_of

PLACE_FIELDS = ("title", "department", "role", "attitude", "is_main")


def _tell(
    event: ContactAdded | ContactChanged | ContactRemoved,
    by: Person,
    contact: Contact,
    before: Mapping[str, Any] | None = None,
) -> None:
    tell(event, by=by, on=Subject("contact", contact.pk), customer=contact.party_id, before=before)


@transaction.atomic
def add_contact(
    *,
    by: Person,
    party: Party,
    name: str = "",
    person: Party | None = None,
    points: Mapping[str, Iterable[str]] | None = None,
    custom: Mapping[str, Any] | None = None,  # Any: values as typed
    is_typed: bool = True,
    **place: Any,  # Any: values as typed
) -> Contact:
    """Note somebody at a customer: a new person by name, or one we know from elsewhere. `custom` are values of the firm's fields for
    people, by their keys; None where nobody was asked for them. Not `is_typed` is what a record of another kind brings along: no right to
    fields is asked for it."""
    party = own(by, party.pk)
    _check_point_rights(by, points if is_typed else None)
    if person is None:
        person = _new_person(by, party, name, custom)
    elif not Party.objects.visible_to(by).living().filter(pk=person.pk, kind=Party.Kind.PERSON).exists():
        raise NotYours(_("This person is not known to you."))
    for kind, values in (points or {}).items():
        write_points(person, kind, values)
    if Contact.objects.current().filter(party=party, person=person).exists():
        raise ValidationError({"name": _("%(name)s is a contact here already.") % {"name": person.name}})
    contact = Contact(party=party, person=person, added_at=now(), **_checked(place))
    if not Contact.objects.current().filter(party=party).exists():
        contact.is_main = True
    contact.full_clean()
    contact.save()
    index_documents("party", [person.pk, party.pk])
    _tell(ContactAdded(person=person.name, title=contact.title, role=contact.role), by, contact)
    return contact


def _check_point_rights(by: Person, points: Mapping[str, Iterable[str]] | None) -> None:
    """Phones and mails of a contact are as private as those of the firm."""
    check_rights(by, {field_of(kind): values for kind, values in (points or {}).items()})


def _new_person(by: Person, party: Party, name: str, custom: Mapping[str, Any] | None) -> Party:  # Any: values as typed
    checked = check_facts({"name": name}, is_person=True)
    at = now()
    person = Party(
        kind=Party.Kind.PERSON,
        owner=party.owner,
        unit=party.unit,
        created_by=by,
        created_at=at,
        updated_at=at,
        **checked,
    )
    derive_keys(person)
    # What is asked of all customers is not asked of who works there; fields for people alone are.
    fields = [one for one in own_fields("party") if one.only_for == Party.Kind.PERSON]
    person.custom = filled(
        by=by,
        kind="party",
        was={},
        given=custom or {},
        facts=facts_of(person),
        is_new=True,
        is_asked=custom is not None,
        fields=fields,
    )
    person.save(force_insert=True)
    keep_values(kind="party", records={person.pk: ({}, person.custom)}, fields=fields)
    return person


def _checked(place: Mapping[str, Any]) -> dict[str, Any]:  # Any: values as typed
    unknown = set(place) - set(PLACE_FIELDS)
    if unknown:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    return {key: value if isinstance(value, bool) else clean(str(value or "")) for key, value in place.items()}


def _own_contact(by: Person, contact: Contact, *, left: bool = False) -> Contact:
    own(by, contact.party_id)
    rows = (
        Contact.objects.filter(pk=contact.pk, left_at__isnull=not left)
        .select_for_update(of=("self",))
        .select_related("person")
    )
    found = rows.first()
    if found is None:
        raise NotYours(_("This contact is gone."))
    return found


def _stop_if_changed(
    contact: Contact, values: Mapping[str, Any], was: Mapping[str, Any]
) -> None:  # Any: as typed, as shown
    """Nobody overwrites what they have not seen."""
    theirs = {
        key: getattr(contact, key) for key, seen in was.items() if key in values and getattr(contact, key) != seen
    }
    if theirs:
        raise ChangedMeanwhile(theirs)


@transaction.atomic
def change_contact(
    *,
    by: Person,
    contact: Contact,
    name: str | None = None,
    points: Mapping[str, Iterable[str]] | None = None,
    was: Mapping[str, Any] | None = None,  # Any: values as shown
    custom: Mapping[str, Any] | None = None,  # Any: values as typed
    **place: Any,  # Any: values as typed
) -> Contact:
    """Change post, role or attitude, the person's name or numbers. Raises ChangedMeanwhile as `change_party` does."""
    contact = _own_contact(by, contact)
    if custom:
        change_party(by=by, party=contact.person, **custom)
        contact = _own_contact(by, contact)
    person = contact.person
    _check_point_rights(by, points)
    values = _checked(place)
    _stop_if_changed(contact, values, was or {})
    before: dict[str, Any] = {
        key: getattr(contact, key) for key, value in values.items() if getattr(contact, key) != value
    }  # Any: JSON
    after: dict[str, Any] = {key: values[key] for key in before}  # Any: JSON values
    for key in list(before):
        setattr(contact, key, values[key])
    if name is not None and name != person.name:
        before["name"], person.name = person.name, check_facts({"name": name}, is_person=True)["name"]
        after["name"] = person.name
        derive_keys(person)
        person.save()
    for kind, numbers in (points or {}).items():
        old = list(person.points.filter(kind=kind).values_list("shown", flat=True))
        new = write_points(person, kind, numbers)
        if old != new:
            before[kind], after[kind] = old, new
    if before:
        if contact.is_main:
            Contact.objects.filter(party=contact.party_id).exclude(pk=contact.pk).update(is_main=False)
        contact.version += 1
        contact.full_clean()
        contact.save()
        index_documents("party", [person.pk, contact.party_id])
        _tell(ContactChanged(person=person.name, fields=sorted(before), after=after), by, contact, before)
    return contact


@transaction.atomic
def remove_contact(*, by: Person, contact: Contact) -> None:
    """Somebody no longer works there; the person stays known."""
    contact = _own_contact(by, contact)
    contact.left_at = now()
    contact.save(update_fields=["left_at"])
    index_documents("party", [contact.party_id])
    _tell(ContactRemoved(person=contact.person.name), by, contact)


@transaction.atomic
def restore_contact(*, by: Person, contact: Contact) -> None:
    """Take a removal back."""
    contact = _own_contact(by, contact, left=True)
    contact.left_at = None
    contact.save(update_fields=["left_at"])
    index_documents("party", [contact.party_id])
    _tell(ContactAdded(person=contact.person.name, title=contact.title, role=contact.role), by, contact)
