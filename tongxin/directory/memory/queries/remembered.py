"""What is remembered of a customer, and of those who belong to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.directory.memory.models import Fact, Kind, Occasion, State
from tongxin.directory.parties.models import Contact, Party, Relation
from tongxin.directory.parties.queries.around import Around

MOST = 200
# What hurts when it is forgotten comes first.
_WEIGHTS: dict[str, float] = {
    Kind.HEALTH: 5, Kind.TABOO: 5, Kind.DATE: 2, Kind.FAMILY: 3, Kind.LIKES: 3, Kind.HABIT: 3, Kind.BUYS_FOR: 2, Kind.HOBBY: 2, Kind.USUAL: 2,
}  # fmt: skip
_NEAR_DAYS = 14


@dataclass(frozen=True)
class Known:
    """One fact as it stands today: how far it can be trusted, when its day comes next, and why it is kept on that day."""

    fact: Fact
    state: State
    trust: float
    next_on: date | None
    rule: str

    @property
    def weight(self) -> float:
        """How much it is worth to know it before meeting them."""
        near = 4 if self.next_on and (self.next_on - timezone.localdate(now())).days <= _NEAR_DAYS else 0
        return (_WEIGHTS[self.fact.kind] + near) * self.trust


@dataclass(frozen=True)
class About:
    """Somebody, and what is remembered of them."""

    party: Party
    facts: list[Known]


def known(fact: Fact, now: datetime) -> Known:
    """A fact as it stands at this instant."""
    on = fact.next_on(timezone.localdate(now))
    rule = fact.yearly.rule(on) if on and fact.yearly and fact.kind == Kind.DATE else ""
    return Known(fact, fact.state_at(now), fact.trust_at(now), on, rule)


def circle_of(
    person: Any, party: Party, known: Around | None = None
) -> list[Party]:  # Any: also takes Django's anonymous user
    """The party, those who work there, and the members of the household, as far as the person may see them. `known` is for who
    has looked around already."""
    known = known or Around(reach_of(person), party)
    is_member = Relation.Kind.MEMBER
    members = [one.party for one in known.relations if one.kind == is_member and one.other_id == party.pk]
    found = {one.pk: one for one in [party, *(one.person for one in known.people), *members]}
    return list(found.values())


@prepared
def _facts(reach: Reach, parties: list[int]) -> QuerySet[Fact]:
    rows = Fact.objects.visible_to(reach).living().filter(party__in=parties)
    return rows.select_related("noted_by", "relative", "party")[:MOST]


def remembered(
    person: Any, party: Party, now: datetime, circle: Sequence[Party] | None = None
) -> list[About]:  # Any: as above
    """Who there is something to know of, the party itself first; in each the weightiest first. `circle` is for who has it already."""
    circle = circle_of(person, party) if circle is None else circle
    reach = reach_of(person)
    rows = _facts(reach, [one.pk for one in circle])
    reach.found["remembered"] = {fact.pk: fact for fact in rows}
    facts = [known(fact, now) for fact in rows]
    found = []
    for one in circle:
        own = sorted((k for k in facts if k.fact.party_id == one.pk), key=lambda k: (-k.weight, k.fact.pk))
        if own:
            found.append(About(one, own))
    return found


@prepared
def _by_number(reach: Reach, numbers: list[int]) -> QuerySet[Fact]:
    return Fact.objects.visible_to(reach).filter(pk__in=numbers).select_related("party")


def seen_facts(person: Any, ids: Collection[int]) -> Mapping[int, Fact]:  # Any: as above
    """Facts by number, forgotten ones too: the timeline says what became of them. What stands on the same page is not asked again."""
    reach = reach_of(person)
    in_hand: Mapping[int, Fact] = reach.found.get("remembered", {})
    if in_hand.keys() >= set(ids):
        return {number: in_hand[number] for number in ids}
    return {fact.pk: fact for fact in _by_number(reach, list(ids))}


def worth_knowing(
    person: Any, parties: Sequence[Party], now: datetime, *, people: Sequence[int] = (), most: int = 3
) -> dict[int, list[Known]]:  # Any: as above
    """For each party the few things worth knowing before one goes there: of those whom one meets (`people`) first. Two queries."""
    ids = [party.pk for party in parties]
    places = list(Contact.objects.current().filter(party__in=ids).values_list("person_id", "party_id")) if ids else []
    about = Q(party__in=ids) | Q(party__in=[one for one, _party in places])
    rows = Fact.objects.visible_to(person).living().filter(about).select_related("party")[: 4 * MOST] if ids else []
    facts = [known(fact, now) for fact in rows]
    found: dict[int, list[Known]] = {}
    for number in ids:
        here = {number, *(one for one, party in places if party == number)}
        own = [one for one in facts if one.fact.party_id in here and one.state != "ask"]
        own.sort(key=lambda k: (k.fact.party_id not in people, -k.weight, k.fact.pk))
        if own:
            found[number] = own[:most]
    return found


def label_of(fact: Fact) -> str:
    """What the fact is, in a word: its kind, or for a day its occasion."""
    if fact.kind == Kind.DATE:
        return str(Occasion(fact.occasion or Occasion.OTHER).label)
    return str(Kind(fact.kind).label)
