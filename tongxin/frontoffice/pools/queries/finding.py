"""Finding customers in a pool: by words, by what the pool shows, in an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tongxin.base.chinese.folding import clean, fold
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.pools.models import ClaimRule, Pool, Stay, StayQuerySet

# What can be asked for besides words; city and industry by a part of them.
_FACTS = {"tier": "party__tier", "city": "party__city__icontains", "industry": "party__industry__icontains"}
# By which columns, the most usual order first. All of them lead to one row at last.
ORDERS: dict[str, tuple[str, ...]] = {
    "-came": ("-came_at", "-id"),
    "came": ("came_at", "id"),
    "name": ("party__sort_key", "id"),
    "-name": ("-party__sort_key", "-id"),
}
LONGEST = 80


@dataclass(frozen=True)
class Wish:
    """What somebody looks for in a pool. `order` is a key of ORDERS; what isn't known there counts as the first."""

    q: str = ""
    tier: str = ""
    city: str = ""
    industry: str = ""
    order: str = "-came"

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.q or self.tier or self.city or self.industry)


def wish_of(asked: Mapping[str, Any]) -> Wish:  # Any: a query string
    """What a query string asks for; nonsense is no wish."""
    said = {name: clean(str(asked.get(name, "")))[:LONGEST] for name in ("q", *_FACTS)}
    order = str(asked.get("sort", ""))
    return Wish(**said, order=order if order in ORDERS else next(iter(ORDERS)))


def askable(person: Any, rule: ClaimRule) -> list[str]:  # Any: also takes Django's anonymous user
    """Facts by which this person may ask here: none that a role hides or the pool masks, or the answer would tell it."""
    hidden = hidden_fields(person, "party")
    return [name for name in _FACTS if name not in hidden and name not in rule.masks]


def found_in(person: Any, pool: Pool, rule: ClaimRule, wish: Wish) -> StayQuerySet:  # Any: as above
    """Customers in the pool that fit, as far as the person may look into it; without order."""
    rows = Stay.objects.visible_to(person).open().filter(pool=pool)
    if wish.q:
        words = Q(party__name__icontains=wish.q) | Q(party__short_name__icontains=wish.q)
        rows = rows.filter(words | Q(party__sort_key__startswith=fold(wish.q).replace(" ", "")))
    for name in askable(person, rule):
        if value := getattr(wish, name):
            rows = rows.filter(**{_FACTS[name]: value})
    return rows
