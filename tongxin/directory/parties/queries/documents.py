"""What a party can be found by, and how it is shown when found."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.base.registries import Document, Hit
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import own_fields, searched_text
from tongxin.directory.parties.models import Contact, ContactPoint, Party


class Point(Protocol):
    """What a document needs of a contact point: a row, or one about to be written."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...


_SHOWN = ("kind", "name", "city", "province", "region", "owner__name")
PHONES = {ContactPoint.Kind.PHONE, ContactPoint.Kind.FAX}


def documents_of(ids: Collection[int]) -> Iterator[Document]:
    """A firm is found by its own names and numbers and by those of its contact people."""
    parties = _living(list(ids))
    people: dict[int, list[Party]] = defaultdict(list)
    for place in _places([party.pk for party in parties]):
        people[place.party_id].append(place.person)
    everybody = {party.pk for party in parties} | {person.pk for of in people.values() for person in of}
    points: dict[int, list[ContactPoint]] = defaultdict(list)
    for point in _points(list(everybody)):
        points[point.party_id].append(point)
    own = own_fields("party") if any(party.custom for party in parties) else []
    for party in parties:
        yield document_of(party, people[party.pk], points, searched_text(own, party.custom))


@prepared
def _living(ids: list[int]) -> QuerySet[Party]:
    return Party.objects.living().filter(pk__in=ids)


@prepared
def _places(parties: list[int]) -> QuerySet[Contact]:
    return Contact.objects.current().filter(party__in=parties).select_related("person")


@prepared
def _points(parties: list[int]) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(party__in=parties)


def document_of_new(party: Party, *, has_points: bool) -> Document:
    """The document of a party that was just made: nobody works there yet."""
    own = own_fields("party") if party.custom else []
    points = {party.pk: list(_points([party.pk]))} if has_points else {}
    return document_of(party, (), points, searched_text(own, party.custom))


def document_of(
    party: Party, people: Collection[Party], points: Mapping[int, Collection[Point]], own: str = ""
) -> Document:
    """The document of one party, its contacts and all their points; `own` are words of the firm's own fields."""
    reach = [point for who in (party, *people) for point in points.get(who.pk, ())]
    is_person = party.kind == Party.Kind.PERSON
    names = [name for name in (party.name, party.short_name, party.english_name, *party.former_names) if name]
    return Document(
        id=party.pk,
        names=[] if is_person else names,
        people=names if is_person else [person.name for person in people],
        codes=[code for code in (party.uscc, party.external_id) if code],
        phones=[point.value for point in reach if point.kind in PHONES],
        mails=[point.value for point in reach if point.kind == ContactPoint.Kind.EMAIL],
        text=" ".join(
            [
                party.note,
                party.whole_address,
                own,
                *(point.value for point in reach if point.kind not in PHONES and point.kind != "email"),
            ]
        ).strip(),
    )


def hits_of(person: Any, ids: Collection[int]) -> dict[int, Hit]:  # Any: also takes Django's anonymous user
    """How found parties are shown to this person; what the person may not see is absent."""
    parties = Party.objects.visible_to(person).living().filter(pk__in=list(ids)).select_related("owner").only(*_SHOWN)
    hidden = hidden_fields(person, "party")
    found = {party.pk: party for party in parties}
    works: dict[int, str] = {}
    persons = [pk for pk, party in found.items() if party.kind == Party.Kind.PERSON]
    if persons:
        for place in Contact.objects.visible_to(person).current().filter(person__in=persons).select_related("party"):
            works.setdefault(place.person_id, " · ".join(part for part in (place.party.called, place.title) if part))
    hits = {}
    for pk, party in found.items():
        where = party.place_but(hidden)
        owner = "" if "owner" in hidden or party.owner is None else party.owner.name
        detail = works.get(pk) or " · ".join(part for part in (where, owner) if part)
        face = "person" if party.kind == Party.Kind.PERSON else "company"
        hits[pk] = Hit(kind="party", id=pk, title=party.name, detail=detail, url=party.get_absolute_url(), face=face)
    return hits
