"""Parties as JSON."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404

from tongxin.base.chinese.addresses import place_spellings
from tongxin.base.database.prepared import prepared
from tongxin.base.registries import fields_of
from tongxin.collab.access.policies import hidden_fields, masked_fields
from tongxin.collab.fields.queries import open_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.actions.points import check_point
from tongxin.directory.parties.models import ROLES, ContactPoint, Party, PartyTag
from tongxin.directory.parties.queries import root_of
from tongxin.interfaces.rest.queries.filters import filtered
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, ordered, page
from tongxin.interfaces.rest.queries.values import Json, cover, instant, ref, say_answered

POINTS = {"phone": "phones", "email": "emails", "wechat": "wechats", "qq": "qqs", "fax": "fax", "other": "others"}
_TEXTS = (
    "kind", "name", "short_name", "english_name", "former_names", "uscc", "tax_number", "industry", "tier", "source",
    "region", "website", "country", "province", "city", "district", "address", "postcode", "note", "external_id",
    "next_step", "custom", "version",
)  # fmt: skip
_COLUMNS = (
    "id", *_TEXTS, *(f"is_{role}" for role in ROLES), "birthday", "last_contact_at", "next_at", "created_at", "updated_at",
    "parent_id", "owner_id", "owner__name", "unit_id", "unit__name",
)  # fmt: skip
ORDERS: Orders = {
    "id": ("id",),
    "name": ("sort_key", "id"),
    "last_contact_at": ("contact_order", "id"),
    "next_at": ("next_order", "id"),
}


def _having(kind: str, value: str) -> Q:
    """Parties with this number or address, in whatever form it was asked for."""
    try:
        stored, _shown = check_point(kind, value)
    except ValidationError:
        return Q(pk__in=[])
    return Q(pk__in=ContactPoint.objects.filter(kind=kind, value=stored).values("party_id"))


_EQUAL = ("kind", "owner", "unit", "parent", "name", "uscc", "tier", "industry", "source", "region", "country", "external_id")  # fmt: skip
CONDITIONS: Conditions = {
    **{name: equal_to(name) for name in _EQUAL},
    "province": lambda name: Q(province__in=place_spellings(name)),
    "city": lambda name: Q(city__in=place_spellings(name)),
    "roles": lambda role: Q(**{f"is_{role}": True}),
    "tags": lambda name: Q(pk__in=PartyTag.objects.filter(tag__name=name).values("party_id")),
    "phones": lambda value: _having("phone", value),
    "emails": lambda value: _having("email", value),
}


def seen_parties(person: Person) -> QuerySet[Party]:
    """All that are not in the recycle bin."""
    return Party.objects.visible_to(person).living()


def seen_party(person: Person, party_id: int) -> Party:
    """The party, if the person may see it; else it does not exist. The number of a merged record means the one it went into."""
    party = (
        seen_parties(person).filter(pk=party_id).first() or seen_parties(person).filter(pk=root_of(party_id)).first()
    )
    if party is None:
        raise Http404
    return party


def party_in_bin(person: Person, party_id: int) -> Party:
    """The same, of the recycle bin."""
    party = Party.objects.visible_to(person).filter(pk=party_id, deleted_at__isnull=False, merged_into=None).first()
    if party is None:
        raise Http404
    return party


def list_parties(person: Person, asked: Asked) -> Json:
    """One page of parties."""
    hidden = hidden_fields(person, "party")
    rows = narrowed(seen_parties(person), asked.equal, CONDITIONS, hidden)
    if "parent" in asked.equal and not seen_parties(person).filter(pk=asked.equal["parent"]).exists():
        rows = rows.none()  # who belongs to a group out of sight is not said either
    if asked.q.strip():
        rows = rows.filter(matching(person, "party", asked.q))
    rows = rows.filter(filtered(person, asked.filter, fields_of("party", person) if asked.filter else (), hidden))
    rows, order = ordered(rows, "party", person, asked.sort, ORDERS, hidden)
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: show_parties(person, found))


def one_party(person: Person, party_id: int) -> Json:
    """One party as JSON. Raises Http404."""
    found = list(seen_parties(person).filter(pk=party_id).values_list(*_COLUMNS, named=True))
    if not found and (root := root_of(party_id)) != party_id:
        found = list(seen_parties(person).filter(pk=root).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return show_parties(person, found)[0]


def show_parties(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    """Rows as JSON, without what is hidden from the person."""
    hidden = hidden_fields(person, "party")
    masks = masked_fields(person, "party")
    ids = [row.id for row in rows]
    points, tags = points_of(ids), _tags(ids)
    parents = _parents(person, {row.parent_id for row in rows if row.parent_id})
    shown = [_show(row, points[row.id], tags[row.id], parents, with_names="name" not in hidden) for row in rows]
    # Values of the firm's fields are looked at only where there are any: most firms add few.
    keys = {one.key for one in open_fields(person, "party")} if any(one["custom"] for one in shown) else set()
    for one in shown:
        one["custom"] = {key: value for key, value in one["custom"].items() if key in keys}
        cover(one, hidden, masks)
    say_answered(person, "party", shown)
    return shown


def _show(
    row: Any, points: dict[str, list[str]], tags: list[str], parents: dict[int, str], *, with_names: bool
) -> Json:  # Any: as above
    one: Json = {"id": row.id, "roles": [role for role in ROLES if getattr(row, f"is_{role}")]}
    for name in _TEXTS:
        one[name] = getattr(row, name)
    for kind, name in POINTS.items():
        one[name] = points.get(kind, [])
    one["tags"] = tags
    one["birthday"] = row.birthday.isoformat() if row.birthday else None
    above = parents.get(row.parent_id) if row.parent_id else None
    one["parent"] = None if above is None else ref(row.parent_id, above if with_names else None)
    one["owner"] = ref(row.owner_id, row.owner__name)
    one["unit"] = ref(row.unit_id, row.unit__name)
    for name in ("last_contact_at", "next_at", "created_at", "updated_at"):
        one[name] = instant(getattr(row, name))
    return one


def points_of(ids: Collection[int]) -> dict[int, dict[str, list[str]]]:
    """Values of contact points by party and kind, the main one first; phones are E.164."""
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for party_id, kind, value in _points(list(ids)):
        found[party_id].setdefault(kind, []).append(value)
    return found


def _tags(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for party_id, name in _tag_names(list(ids)):
        found[party_id].append(name)
    return found


@prepared
def _points(ids: list[int]) -> QuerySet[ContactPoint, tuple[int, str, str]]:
    points = ContactPoint.objects.filter(party__in=ids).order_by("-is_main", "id")
    return points.values_list("party_id", "kind", "value")


@prepared
def _tag_names(ids: list[int]) -> QuerySet[PartyTag, tuple[int, str]]:
    return PartyTag.objects.filter(party__in=ids).order_by("tag__name").values_list("party_id", "tag__name")


def _parents(person: Person, ids: Collection[int]) -> dict[int, str]:
    """Names of groups, of those which the person may see."""
    return dict(seen_parties(person).filter(pk__in=ids).values_list("id", "name")) if ids else {}
