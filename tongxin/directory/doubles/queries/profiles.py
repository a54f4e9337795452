"""What is known of parties, as the verdict needs it: five queries for any number of them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from tongxin.base.chinese.folding import fold
from tongxin.directory.doubles.judging.profile import Profile, address_key, names_of, towns_of
from tongxin.directory.parties.models import Contact, ContactPoint, Party

_COLUMNS = (
    "id", "kind", "name", "short_name", "english_name", "former_names", "uscc", "external_id", "city", "address",
    "parent_id", "parent__parent_id",
)  # fmt: skip
_REACH = {ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL}


def profiles_of(ids: Collection[int]) -> dict[int, Profile]:
    """Profiles of those among these parties that are there."""
    rows = Party.objects.living().filter(pk__in=list(ids)).values_list(*_COLUMNS, named=True)
    parties = {row.id: row for row in rows}
    places = list(
        Contact.objects.current().filter(party__in=list(parties)).values_list("party_id", "person_id", "person__name")
    )
    works = Contact.objects.current().filter(person__in=list(parties)).values_list("person_id", "party_id")
    firms: dict[int, set[int]] = defaultdict(set)
    for person, firm in works:
        firms[person].add(firm)
    points = _points({*parties, *(person for _party, person, _name in places)})
    people: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for party, person, name in places:
        phones = points[person, ContactPoint.Kind.PHONE] or {""}
        people[party] |= {(fold(name), phone) for phone in phones}
    return {
        number: _profile(row, points, frozenset(people[number]), frozenset(firms[number]))
        for number, row in parties.items()
    }


def _points(ids: Collection[int]) -> dict[tuple[int, str], set[str]]:
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = ContactPoint.objects.filter(party__in=list(ids), kind__in=_REACH)
    for party, kind, value in rows.values_list("party_id", "kind", "value"):
        found[party, kind].add(value)
    return found


def _profile(
    row: Any, points: dict[tuple[int, str], set[str]], people: frozenset[tuple[str, str]], firms: frozenset[int]
) -> Profile:  # Any: a row of _COLUMNS
    phones = frozenset(points[row.id, ContactPoint.Kind.PHONE])
    mails = frozenset(points[row.id, ContactPoint.Kind.EMAIL])
    if row.kind == Party.Kind.PERSON:
        return Profile(
            id=row.id, names=(), is_person=True, person_name=fold(row.name), number=row.external_id,
            phones=phones, mails=mails, works_at=firms,
        )  # fmt: skip
    names = names_of(row.name, row.short_name, row.english_name, *row.former_names)
    return Profile(
        id=row.id,
        names=names,
        uscc=row.uscc,
        number=row.external_id,
        towns=towns_of(row.city, names),
        phones=phones,
        people=people,
        mails=mails,
        address=address_key(row.address),
        above=frozenset(number for number in (row.parent_id, row.parent__parent_id) if number is not None),
    )
