"""Competitors of deals: the names that are known, and one deal's list as somebody may see it."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.doubles import keys_of_name
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor

MOST, _LATEST, _LIKELY = 200, 2_000, 50


def known_names(person: Any) -> list[str]:  # Any: also takes Django's anonymous user
    """Names to offer while somebody types: those at deals in sight, of the last ones noted, the most frequent first."""
    if "competitor" in hidden_fields(person, "opportunity"):
        return []
    deals = Opportunity.objects.visible_to(person).living()
    rows = OpportunityCompetitor.objects.filter(opportunity__in=deals).order_by("-id")
    counted = Counter(rows.values_list("name", flat=True)[:_LATEST])
    return [name for name, _count in counted.most_common(MOST)]


def competitors_of(person: Any, one: Opportunity) -> list[OpportunityCompetitor]:  # Any: as above
    """The deal's list for its page; empty for whom it is hidden. `party` is the record of that name, where the person may see one."""
    if "competitor" in hidden_fields(person, "opportunity"):
        return []
    rows = list(one.competitors.in_order())
    parties = _parties(person, [row.name for row in rows])
    for row in rows:
        keys = set(keys_of_name(row.name, is_person=False)) - {""}
        row.party = next((party for party in parties if keys & {party.name_key, party.core_key}), None)  # type: ignore[attr-defined]  # for the page
    return rows


def _parties(person: Any, names: Collection[str]) -> Sequence[Party]:  # Any: as above
    """Records that are called so, in full or in short, competitors first."""
    if not names or "name" in hidden_fields(person, "party"):
        return []
    keys = {key for name in names for key in keys_of_name(name, is_person=False)} - {""}
    rows = Party.objects.visible_to(person).living().filter(kind=Party.Kind.ORGANISATION)
    found = [*rows.filter(name_key__in=keys)[:_LIKELY], *rows.filter(core_key__in=keys)[:_LIKELY]]
    return sorted(found, key=lambda party: not party.is_competitor)
