"""Adding a party."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.addresses import split_address
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create
from tongxin.collab.fields.actions import filled, keep_values
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_new, words_of
from tongxin.directory.parties.actions.facts import check_facts, check_rights, derive_keys
from tongxin.directory.parties.actions.points import write_points
from tongxin.directory.parties.events import PartyCreated
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import facts_of, is_own
from tongxin.directory.parties.models.party import set_roles
from tongxin.directory.parties.queries.documents import document_of_new


class MayNotAdd(PermissionDenied):
    """The person's roles open no customers for writing."""


@transaction.atomic
def create_party(
    *,
    by: Person,
    name: str,
    kind: str = Party.Kind.ORGANISATION,
    roles: Iterable[str] = ("customer",),
    owner: Person | None = None,
    points: Mapping[str, Iterable[str]] | None = None,
    is_asked: bool = True,
    is_typed: bool = True,
    **facts: Any,  # Any: values as typed
) -> Party:
    """Add a customer (or any party), with values of the firm's own fields by their keys. It belongs to `owner`, by default to whoever adds it. `is_asked` says
    that somebody could have filled in the firm's fields: else what is needed there shows as a gap and refuses nothing.
    Not `is_typed` are facts that a record of another kind brings along: no right to fields is asked for them."""
    if not can_create(by, "party"):
        raise MayNotAdd(_("Your role may not add customers."))
    own_values = {key: value for key, value in facts.items() if is_own(key)}
    plain = {key: value for key, value in facts.items() if key not in own_values}
    check_rights(by, plain if is_typed else {})
    checked = check_facts({"name": name, **plain}, is_person=kind == Party.Kind.PERSON)
    owner = owner or by
    at = now()
    party = Party(
        kind=kind, owner=owner, unit=_unit_of(owner, by), created_by=by, created_at=at, updated_at=at, **checked
    )
    set_roles(party, roles)
    fill_place(party)
    derive_keys(party)
    party.custom = filled(
        by=by, kind="party", was={}, given=own_values, facts=facts_of(party), is_new=True, is_asked=is_asked
    )
    party.save(force_insert=True)
    keep_values(kind="party", records={party.pk: ({}, party.custom)})
    for point_kind, values in (points or {}).items():
        write_points(party, point_kind, values)
    index_new("party", [(party.pk, words_of("party", document_of_new(party, has_points=bool(points))))])
    tell(PartyCreated(party=party.name), by=by, on=Subject("party", party.pk), customer=party.pk)
    return party


def _unit_of(owner: Person, by: Person) -> Unit | None:
    """The main unit of the owner; one's own units are known already."""
    return next(iter(reach_of(by).units), None) if owner.pk == by.pk else main_unit_of(owner)


def fill_place(party: Party) -> None:
    """Province, city and district from the address, where they were not given."""
    if not party.address or party.city:
        return
    place = split_address(party.address)
    if place.province or place.city:
        party.province, party.city, party.district = place.province, place.city, place.district
        party.area_code, party.address = place.code, place.detail
        party.postcode = party.postcode or place.postcode
