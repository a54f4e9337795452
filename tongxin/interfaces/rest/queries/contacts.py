"""Contacts as JSON."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.base.filters import FilterField
from tongxin.collab.access.policies import hidden_fields, masked_fields
from tongxin.collab.fields.queries import list_fields, open_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.models import Contact, Party
from tongxin.interfaces.rest.queries.filters import CONTACT_FIELDS, filtered
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.parties import points_of
from tongxin.interfaces.rest.queries.values import Json, cover, instant, ref, say_answered

_PLAIN = ("id", "title", "department", "role", "attitude", "is_main", "version")
_COLUMNS = (*_PLAIN, "party_id", "party__name", "person_id", "person__name", "person__custom", "added_at")
POINTS = {"phone": "phones", "email": "emails", "wechat": "wechats"}
ORDERS: Orders = {"id": ("id",)}
CONDITIONS: Conditions = {name: equal_to(name) for name in ("party", "person", "role", "attitude", "is_main")}


def hidden_of_contacts(person: Person) -> set[str]:
    """Numbers belong to the person who works there, so what is hidden of parties is hidden here too."""
    of_parties = hidden_fields(person, "party")
    return hidden_fields(person, "contact") | (of_parties & {"name", *POINTS.values()})


def seen_contacts(person: Person) -> QuerySet[Contact]:
    """Those who still work there."""
    return Contact.objects.visible_to(person).current()


def seen_contact(person: Person, contact_id: int) -> Contact:
    """The contact, if the person may see its party; else it does not exist."""
    contact = seen_contacts(person).filter(pk=contact_id).first()
    if contact is None:
        raise Http404
    return contact


def list_contacts(person: Person, asked: Asked) -> Json:
    """One page of contacts. `q` looks at the person."""
    hidden = hidden_of_contacts(person)
    rows = narrowed(seen_contacts(person), asked.equal, CONDITIONS, hidden)
    if asked.q.strip():
        rows = rows.filter(matching(person, "party", asked.q, record="person_id"))
    rows = rows.filter(filtered(person, asked.filter, _fields(person) if asked.filter else (), hidden))
    order = order_of(asked.sort, ORDERS, hidden)
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found, hidden))


def _fields(person: Person) -> list[FilterField]:
    """What is asked of contacts, and the firm's fields of the people who work there."""
    own = list_fields(person, "party", Party.Kind.PERSON)
    theirs = [replace(one, kept=replace(one.kept, of="person_id")) for one in own if one.kept is not None]
    return [*CONTACT_FIELDS, *theirs]


def one_contact(person: Person, contact_id: int) -> Json:
    """One contact as JSON. Raises Http404."""
    found = list(seen_contacts(person).filter(pk=contact_id).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found, hidden_of_contacts(person))[0]


def _show_all(person: Person, rows: Sequence[Any], hidden: Collection[str]) -> list[Json]:  # Any: rows of _COLUMNS
    masks = masked_fields(person, "party")
    points = points_of({row.person_id for row in rows})
    shown = [_show(row, points[row.person_id], with_names="name" not in hidden) for row in rows]
    own = open_fields(person, "party") if any(row.person__custom for row in rows) else []
    keys = {one.key for one in own if one.only_for == Party.Kind.PERSON}
    for one, row in zip(shown, rows, strict=True):
        one["custom"] = {key: value for key, value in row.person__custom.items() if key in keys}
        cover(one, hidden, masks)
    say_answered(person, "party", shown, [row.person_id for row in rows])
    return shown


def _show(row: Any, points: dict[str, list[str]], *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["person"] = ref(row.person_id, row.person__name if with_names else None)
    for kind, name in POINTS.items():
        one[name] = points.get(kind, [])
    one["added_at"] = instant(row.added_at)
    return one
