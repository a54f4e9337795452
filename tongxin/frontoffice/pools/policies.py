"""May this person, with this pool?"""

from typing import Any

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
    return Pool.objects.visible_to(person).exists()
