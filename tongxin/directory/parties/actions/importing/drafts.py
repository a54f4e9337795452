"""Drafts: what one row of a file says, as plain data that is already checked cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.chinese.addresses import split_address
from tongxin.base.chinese.names import normalise_person_name
from tongxin.base.registries import RowRefused
from tongxin.directory.parties.actions.facts import with_official_place
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import is_own
from tongxin.directory.parties.queries import Wanted

Points = list[tuple[str, str, str]]  # (kind, value to compare, form to show)
PLAIN = (
    "short_name",
    "english_name",
    "tax_number",
    "industry",
    "tier",
    "source",
    "region",
    "website",
    "country",
    "note",
    "external_id",
    "uscc",
)


@dataclass(slots=True)
class Prepared:
    """What follows from a draft alone: the order of its name, the keys by which doubles are found, the words of its document."""

    sort_key: str
    keys: tuple[str, str]
    words: str


@dataclass(slots=True)
class PersonDraft:
    """Somebody at the customer."""

    name: str
    title: str = ""
    department: str = ""
    role: str = ""
    attitude: str = ""
    points: Points = field(default_factory=list)
    note: str = ""
    birthday: date | None = None
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as of the party
    prepared: Prepared | None = None


@dataclass(slots=True)
class PartyDraft:
    """A customer (or other party) with the people and numbers that stand in the same row."""

    row: int
    name: str
    kind: str = "organisation"
    facts: dict[str, Any] = field(default_factory=dict)  # Any: column values
    roles: tuple[str, ...] = ("customer",)
    owner_id: int | None = None
    points: Points = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    people: list[PersonDraft] = field(default_factory=list)
    last_contact_on: date | None = None
    next_step: str = ""
    next_on: date | None = None
    parent: str = ""
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as read from cells, by key of the firm's field
    prepared: Prepared | None = None

    def wanted(self) -> Wanted:
        """By what we would know it again."""
        facts = self.facts
        phones = tuple(value for kind, value, _shown in self.points if kind == "phone")
        return Wanted(
            self.name,
            facts.get("uscc", ""),
            facts.get("city", ""),
            phones,
            facts.get("external_id", ""),
            self.kind == "person",
        )


_OF_FIRM = {"phones": "phone", "fax": "fax", "emails": "email"}
_OF_PERSON = {"contact_mobile": "phone", "contact_phone": "phone", "contact_email": "email"}
_HANDLES = {"contact_wechat": "wechat", "contact_qq": "qq"}


def _points(values: Mapping[str, Any], kinds: Mapping[str, str]) -> Points:  # Any: values by field key
    return [(kinds[key], value, shown) for key in kinds if key in values for value, shown in values[key] or ()]


def _points_of_person(values: Mapping[str, Any]) -> Points:  # Any: values by field key
    found = _points(values, _OF_PERSON)
    return found + [(kind, values[key], values[key]) for key, kind in _HANDLES.items() if values.get(key)]


def _once(points: Points) -> Points:
    """Each number once, as it was shown last."""
    if len(points) < 2:
        return points
    return list({(kind, value): (kind, value, shown) for kind, value, shown in points}.values())


_PLACE = ("title", "department", "role", "attitude")


def _place(values: Mapping[str, Any]) -> dict[str, str]:  # Any: values by field key
    place = {key: values[key] for key in ("province", "city", "district", "postcode", "address") if values.get(key)}
    if place.get("address") and not place.get("city"):
        split = split_address(place["address"])
        if split.province or split.city:
            place.setdefault("province", split.province)
            place["city"] = split.city
            place.setdefault("district", split.district)
            place.setdefault("postcode", split.postcode)
            place["area_code"], place["address"] = split.code, split.detail
    return with_official_place({key: text for key, text in place.items() if text})


def _split_name(values: Mapping[str, Any]) -> list[dict[str, Any]]:  # Any: values by field key
    """A name that stands in two columns: 张 + 三 → 张三, John + Smith → John Smith."""
    family, given = values.get("contact_family_name") or "", values.get("contact_given_name") or ""
    if not family and not given:
        return []
    is_latin = (family + given).isascii()
    return [{"name": " ".join(part for part in (given, family) if part) if is_latin else family + given}]


def _people(values: Mapping[str, Any]) -> list[PersonDraft]:  # Any: values by field key
    names = [*(values.get("contact_name") or _split_name(values)), *(values.get("contacts") or ())]
    if not names:
        return []
    people: list[PersonDraft] = []
    shared = _points_of_person(values)
    place: dict[str, Any] = {key: values.get(f"contact_{key}") or "" for key in _PLACE}  # Any: column values
    for number, bit in enumerate(names):
        points: Points = [("phone", value, shown) for value, shown in bit.get("phones", ())]
        points += [("email", value, shown) for value, shown in bit.get("mails", ())]
        own = PersonDraft(name=normalise_person_name(bit["name"]), points=points, **place)
        own.title = bit.get("title") or (own.title if number == 0 else "")
        if number == 0:
            own.points = _once([*points, *shared])
            own.birthday = values.get("contact_birthday")
        people.append(own)
    return [person for person in people if person.name]


def customer_draft(values: Mapping[str, Any], row: int) -> PartyDraft:  # Any: values by field key
    """A customer with its contacts from one row. Raises RowRefused when there is no name at all."""
    people = _people(values)
    points = _once(_points(values, _OF_FIRM))
    name = values.get("name") or ""
    kind = values.get("kind") or Party.Kind.ORGANISATION
    if not name and people:
        first = people.pop(0)
        # A row that says it is about a firm is, even where the firm's name stands under "contact".
        name, kind, points = first.name, values.get("kind") or Party.Kind.PERSON, [*points, *first.points]
    if not name:
        raise RowRefused("name", _("There is no name in this row."))
    if not people:
        points = _once([*points, *_points_of_person(values)])
    facts = {key: values[key] for key in PLAIN if values.get(key)}
    facts.update(_place(values))
    return PartyDraft(
        row=row,
        name=normalise_person_name(name) if kind == Party.Kind.PERSON else name,
        kind=kind,
        facts=facts,
        roles=tuple(values.get("roles") or ("customer",)),
        owner_id=values.get("owner"),
        points=points,
        tags=list(values.get("tags") or ()),
        people=people,
        last_contact_on=values.get("last_contact_on"),
        next_step=values.get("next_step") or "",
        next_on=values.get("next_on"),
        parent=values.get("parent") or "",
        custom={key: values[key] for key in values if is_own(key)},
    )


def contact_draft(values: Mapping[str, Any], row: int) -> PartyDraft:  # Any: values by field key
    """A person from an address book: under the firm if one is named, else a customer who is a person."""
    if values.get("name"):
        return customer_draft(values, row)
    if not values.get("contact_name") and not values.get("contacts"):
        raise RowRefused("contact_name", _("There is no name in this row."))
    return customer_draft(values, row)
