"""May this person, with this pool?"""

from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.access.policies import can_administer
from tongxin.frontoffice.pools.models import Pool


def can_keep(person: Any, pool: Pool) -> bool:  # Any: also takes Django's anonymous user
    """Looks after the pool: brings in, hands out, marks. Named keepers who work here, and administrators."""
    return can_administer(person) or (bool(person.is_active) and pool.keepers.filter(pk=person.pk).exists())


def can_look_into(person: Any, pool: Pool) -> bool:  # Any: as above
    """Stands in the scope of the pool, or looks after it."""
    return Pool.objects.visible_to(person).filter(pk=pool.pk).exists()


def has_pools(person: Any) -> bool:  # Any: as above
    """Whether the page of pools shows this person anything."""
    return bool(_pools(person))


def stands_in_a_pool(person: Any) -> bool:  # Any: as above
    """Whether a pool in use is open to this person."""
    return any(is_open for _number, is_open in _pools(person))


def _pools(person: Any) -> list[tuple[int, bool]]:  # Any: as above
    """Asked for once in a request: the menu and a customer's page both want to know."""
    reach = reach_of(person)
    if "pools" not in reach.found:
        reach.found["pools"] = _pools_of(reach)
    found: list[tuple[int, bool]] = reach.found["pools"]
    return found


@prepared
def _pools_of(reach: Reach) -> QuerySet[Pool, tuple[int, bool]]:
    return Pool.objects.visible_to(reach).values_list("pk", "is_open")
