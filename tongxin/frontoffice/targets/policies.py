"""Who sees targets, and who sets them."""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope

_SETS = (Scope.UNIT, Scope.BELOW, Scope.ALL)


def can_see_targets(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether any targets are open to the person."""
    return reach_of(person).scope("opportunity", "read") != Scope.NONE


def can_set_targets(person: Any) -> bool:  # Any: as above
    """Whether the person says what others are to reach: who may change what others sell."""
    return reach_of(person).scope("opportunity", "write") in _SETS
