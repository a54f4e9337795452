"""Writing contacts."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_contact, change_contact, own, remove_contact
from tongxin.directory.parties.models import Contact, Party
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.parties import known_party, named
from tongxin.interfaces.rest.actions.rights import check_writable
from tongxin.interfaces.rest.actions.versions import check_version
from tongxin.interfaces.rest.queries.contacts import POINTS

Values = Mapping[str, Any]  # Any: checked JSON values
_KIND_OF = {name: kind for kind, name in POINTS.items()}
_PLACE = ("title", "department", "role", "attitude", "is_main")
_KINDS = ("contact", "party")


def add_whole_contact(*, by: Person, values: Values) -> Contact:
    """Somebody at a party: a new person by name, or one we know by number. Raises NotYours, ValidationError."""
    party = known_party(by, values["party"], field="party")
    if ("name" in values) == ("person" in values):
        raise ValidationError({"name": _("Send either a name or the number of a person.")})
    if "person" in values and (theirs := {*_KIND_OF, "custom"} & values.keys()):
        raise ValidationError(
            {name: _("The numbers of somebody we know are changed at their own record.") for name in theirs}
        )
    check_writable(by, set(values) - {"party", "person", "name"}, kinds=_KINDS)
    who: dict[str, Any] = (
        {"name": values["name"]} if "name" in values else {"person": _known_person(by, values["person"])}
    )
    place = {name: values[name] for name in _PLACE if name in values}
    with beside_custom():
        return add_contact(
            by=by, party=party, points=named(values, _KIND_OF), custom=own_values(values), **who, **place
        )


def _known_person(by: Person, number: int) -> Party:
    found = known_party(by, number, field="person")
    if found.kind != Party.Kind.PERSON:
        raise ValidationError({"person": _("This is not a person.")})
    return found


@transaction.atomic
def change_whole_contact(*, by: Person, contact: Contact, version: int, values: Values) -> None:
    """Post, role, name and numbers, on the version that the writer knows. Raises NotYours, StaleVersion, ValidationError."""
    _check_version(by, contact, version)
    check_writable(by, values, kinds=_KINDS)
    place = {name: values[name] for name in _PLACE if name in values}
    points, custom = named(values, _KIND_OF), own_values(values)
    with beside_custom():
        change_contact(by=by, contact=contact, name=values.get("name"), points=points, custom=custom, **place)


@transaction.atomic
def delete_contact(*, by: Person, contact: Contact, version: int) -> None:
    """No longer there. Raises NotYours, StaleVersion."""
    _check_version(by, contact, version)
    remove_contact(by=by, contact=contact)


def _check_version(by: Person, contact: Contact, version: int) -> None:
    """Every change of a contact locks its party first, so behind that lock the row stands still."""
    own(by, contact.party_id)
    contact.refresh_from_db(fields=["version"])
    check_version(contact, version)
