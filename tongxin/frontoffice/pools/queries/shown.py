"""A customer in a pool as a member of the pool may see it before claiming."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.masks import masked_phone
from tongxin.collab.access.policies import hidden_fields, say_whole
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.queries.points import visible_points
from tongxin.frontoffice.pools.models import MASKABLE, ClaimRule, Stay
from tongxin.frontoffice.pools.queries.limits import rule_of


@dataclass(frozen=True)
class Glimpse:
    """What is shown of one stay. `facts` holds only what may be seen; `phones` are masked unless the pool says otherwise."""

    stay: Stay
    facts: dict[str, str]
    phones: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where, if that may be seen."""
        return self.facts.get("city", "")


def glimpses(
    person: Any, stays: Sequence[Stay], rule: ClaimRule, *, details: bool = False
) -> list[Glimpse]:  # Any: person type of the doors
    """Stays as this person may see them. Numbers are whole only in the details, where opening is counted, and where no mask is set."""
    hidden = hidden_fields(person, "party")
    shown = [name for name in MASKABLE if name not in hidden and name not in rule.masks]
    phones = _phones(person, [stay.party_id for stay in stays])
    whole = details and "phones" in shown
    told = [name for name in shown if name != "phones" or whole]
    say_whole(person, "party", [stay.party_id for stay in stays], told)
    return [
        Glimpse(
            stay,
            {name: text for name in shown if name != "phones" and (text := _text(stay.party, name, hidden))},
            [number if whole else masked_phone(number) for number in phones[stay.party_id]],
        )
        for stay in stays
    ]


def _text(party: Party, name: str, hidden: set[str]) -> str:
    return party.place_but(hidden) if name == "city" else str(getattr(party, name))


def _phones(person: Any, parties: Sequence[int]) -> dict[int, list[str]]:  # Any: as above
    """Numbers that the person's roles don't hide, however the pool masks them."""
    found: dict[int, list[str]] = defaultdict(list)
    points = visible_points(person).filter(party__in=list(parties), kind=ContactPoint.Kind.PHONE)
    for party, number in points.order_by("party", "-is_main", "id").values_list("party_id", "shown"):
        found[party].append(number)
    return found


def details_of(person: Any, stay: Stay) -> Glimpse:  # Any: as above
    """One stay, opened."""
    return glimpses(person, [stay], rule_of(stay.pool), details=True)[0]
