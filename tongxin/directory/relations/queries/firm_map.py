"""What one person may see of the relations around a customer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Kind
from tongxin.directory.parties.models import Contact, Party, Relation, TeamMember, sees

MOST_PEOPLE, MOST_FIRMS, MOST_OURS, MOST_LINKS = 300, 100, 30, 60
_HIGHEST = 8


class Colleague(NamedTuple):
    """Somebody of ours, by number and name."""

    pk: int
    name: str


@dataclass(frozen=True)
class Knows:
    """A colleague and somebody there: how often they were in touch, and when last."""

    colleague: Colleague
    times: int
    last_at: datetime


@dataclass(frozen=True)
class Somebody:
    """One of the customer's people. `knows` are those of ours who were in touch with them, the closest first."""

    contact: Contact
    knows: tuple[Knows, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether anybody of ours was ever in touch with them."""
        return bool(self.knows) or self.contact.attitude not in ("", Contact.Attitude.UNMET)

    @property
    def decides(self) -> bool:
        """Whether their word counts in the end."""
        return self.contact.role in (Contact.Role.DECIDER, Contact.Role.APPROVER)


@dataclass(frozen=True)
class Link:
    """Another firm and what it is to the customer; `is_from`: the customer is the subject of the word."""

    party: Party
    kind: str
    label: str
    is_from: bool


@dataclass(frozen=True)
class FirmMap:
    """A customer and all around it. `group` holds its group from the top down, itself included; `left_out` counts what has no place."""

    party: Party
    group: list[Party]
    people: list[Somebody]
    links: list[Link]
    looks_after: list[Person] = field(default_factory=list)
    left_out: int = 0


def firm_map(person: Any, party: Party) -> FirmMap:  # Any: person type of the doors
    """The map of a customer as this person may see it; the number of queries doesn't grow with its size, but with the height of its group."""
    rows = Contact.objects.current().filter(party=party).select_related("person").order_by("-is_main", "id")
    contacts = list(rows[: MOST_PEOPLE + 1])
    people = people_of(person, party, contacts)
    group = _group(person, party)
    links = _links(person, party)
    more = rows.count() - len(people) if len(contacts) > len(people) else 0
    left_out = more + max(len(group) - MOST_FIRMS, 0) + max(len(links) - MOST_LINKS, 0)
    return FirmMap(party, group[:MOST_FIRMS], people, links[:MOST_LINKS], _looks_after(person, party), left_out)


def people_of(person: Any, party: Party, contacts: Sequence[Contact]) -> list[Somebody]:  # Any: as above
    """A customer's contacts with those of ours who know them. One query, none where nobody was ever in touch."""
    shown = contacts[:MOST_PEOPLE]
    knows = _knows(person, party, [one.person_id for one in shown]) if party.last_contact_at else defaultdict(list)
    return [Somebody(contact, tuple(knows[contact.person_id])) for contact in shown]


@prepared
def _touches(reach: Reach, party: int, people: list[int]) -> QuerySet[Activity, tuple[int, int, str, int, datetime]]:
    seen = Activity.objects.visible_to(reach).living().contacts().filter(party=party, people_in__person__in=people)
    pairs = seen.exclude(kind=Kind.NOTE).values("people_in__person", "made_by", "made_by__name")
    rows = pairs.annotate(n=Count("pk"), last=Max("at")).order_by()
    return rows.values_list("people_in__person", "made_by", "made_by__name", "n", "last")


def _knows(person: Any, party: Party, ids: list[int]) -> dict[int, list[Knows]]:  # Any: as above
    """Who of ours was in touch with whom, by the activities which the reader may see."""
    found: dict[int, list[Knows]] = defaultdict(list)
    counted = _touches(reach_of(person), party.pk, ids)
    for one, who, name, n, last in sorted(counted, key=lambda row: (-row[3], row[1])):
        found[one].append(Knows(Colleague(who, name), n, last))
    return found


def _group(person: Any, party: Party) -> list[Party]:  # Any: as above
    """The group from its top: parents before their daughters. What lies above or below something unseen is left out."""
    seen = Party.objects.visible_to(person).living()
    top = party
    for _step in range(_HIGHEST):
        above = seen.filter(pk=top.parent_id).first() if top.parent_id else None
        if above is None:
            break
        top = above
    found, rank = [top], [top]
    for _step in range(_HIGHEST):
        rank = list(seen.filter(parent__in=[one.pk for one in rank]).order_by("sort_key", "id")[: MOST_FIRMS * 2])
        found += rank
        if not rank or len(found) > 2 * MOST_FIRMS:
            break
    known = {one.pk for one in found}
    return found if party.pk in known else [*found, party]


def _links(person: Any, party: Party) -> list[Link]:  # Any: as above
    """Suppliers, dealers, competitors, partners both ways, as far as the reader may see the other side."""
    forward = Relation.objects.filter(sees(person, "other_id"), party=party).select_related("other").order_by("id")
    backward = Relation.objects.filter(sees(person, "party_id"), other=party).select_related("party").order_by("id")
    links = [Link(one.other, one.kind, one.get_kind_display(), True) for one in forward[: MOST_LINKS * 2]]
    return links + [Link(one.party, one.kind, one.get_kind_display(), False) for one in backward[: MOST_LINKS * 2]]


def _looks_after(person: Any, party: Party) -> list[Person]:  # Any: as above
    """Its owner and team, the owner first."""
    owner = [party.owner] if party.owner and "owner" not in hidden_fields(person, "party") else []
    team = [one.person for one in TeamMember.objects.filter(party=party).select_related("person")[:MOST_OURS]]
    return [*owner, *(one for one in team if one not in owner)]
