"""Writing parties."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import (
    assign_parties,
    change_party,
    change_roles,
    create_party,
    delete_parties,
    own,
    set_parent,
    set_points,
    set_tags,
)
from tongxin.directory.parties.actions.points import check_point
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.rights import check_writable
from tongxin.interfaces.rest.actions.versions import check_version
from tongxin.interfaces.rest.queries.parties import POINTS

Values = Mapping[str, Any]  # Any: checked JSON values
_KIND_OF = {name: kind for kind, name in POINTS.items()}
_APART = {*_KIND_OF, "tags", "parent", "roles", "custom"}


def named(values: Values, kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """Contact points of a request by kind. Raises ValidationError naming each field that is wrong."""
    errors: dict[str, list[str]] = {}
    for name in kinds.keys() & values.keys():
        for text in values[name]:
            try:
                check_point(kinds[name], text)
            except ValidationError as error:
                errors.setdefault(name, []).extend(error.messages)
    if errors:
        raise ValidationError(errors)
    return {kinds[name]: values[name] for name in kinds if name in values}


def add_whole_party(*, by: Person, values: Values) -> Party:
    """A party with its facts, points, tags and group. Raises MayNotAdd, ValidationError."""
    check_writable(by, set(values) - {"name", "kind"}, kinds=["party"])
    facts = {name: value for name, value in values.items() if name not in _APART}
    more = {"roles": values["roles"]} if "roles" in values else {}
    apart = {name: values[name] for name in ("tags", "parent") if values.get(name)}
    # One deed alone has a transaction of its own; another one around it would cost two statements.
    with transaction.atomic() if apart else nullcontext():
        with beside_custom():
            party = create_party(by=by, points=named(values, _KIND_OF), **facts, **more, **own_values(values))
        _set_apart(by, party, apart)
    return party


@transaction.atomic
def change_whole_party(*, by: Person, party: Party, version: int, values: Values) -> None:
    """Facts, points, tags, roles and group, on the version that the writer knows. Raises NotYours, StaleVersion, ValidationError."""
    check_version(own(by, party.pk), version)
    check_writable(by, values, kinds=["party"])
    for kind, points in named(values, _KIND_OF).items():
        set_points(by=by, party=party, kind=kind, values=points)
    _set_apart(by, party, values)
    facts = {name: value for name, value in values.items() if name not in _APART}
    if facts or values.get("custom"):
        with beside_custom():
            change_party(by=by, party=party, **facts, **own_values(values))


def _set_apart(by: Person, party: Party, values: Values) -> None:
    deeds: dict[str, Callable[[Any], object]] = {
        "tags": lambda names: set_tags(by=by, party=party, names=names),
        "roles": lambda roles: change_roles(by=by, party=party, roles=roles),
        "parent": lambda number: set_parent(by=by, party=party, parent=_group(by, number)),
    }
    for name, deed in deeds.items():
        if name in values:
            deed(values[name])


def _group(by: Person, number: int | None) -> Party | None:
    return None if number is None else known_party(by, number, field="parent")


def known_party(by: Person, number: int, *, field: str) -> Party:
    """A party that the request points to. Raises ValidationError when the person can't see it."""
    found = Party.objects.visible_to(by).living().filter(pk=number).first()
    if found is None:
        raise ValidationError({field: _("There is no such record, or it isn't yours to see.")})
    return found


def known_colleague(number: int, *, field: str) -> Person:
    """A colleague that the request points to. Raises ValidationError for those who have left."""
    found = Person.objects.active().filter(pk=number).first()
    if found is None:
        raise ValidationError({field: _("Nobody of this number works here.")})
    return found


@transaction.atomic
def delete_party(*, by: Person, party: Party, version: int) -> None:
    """Into the recycle bin, if it is still what the writer saw. Raises NotYours, StaleVersion."""
    check_version(own(by, party.pk), version)
    delete_parties(by=by, parties=[party.pk])


@transaction.atomic
def assign_party(*, by: Person, party: Party, owner: int, version: int | None) -> Party:
    """Hand it over to a colleague. Raises NotYours, StaleVersion, ValidationError."""
    check_version(own(by, party.pk), version)
    check_writable(by, ["owner"], kinds=["party"])
    return assign_parties(by=by, parties=[party.pk], owner=known_colleague(owner, field="owner"))[0]
