"""Rows that belong to a customer, and need two rights to be seen."""

from typing import Any, Self, TypeVar

from django.db.models import Exists, Model, OuterRef

from tongxin.collab.access.models import Reach, ScopedQuerySet, reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.access.models.scoped import Deed
from tongxin.directory.parties.models.party import Party

M = TypeVar("M", bound=Model)


class BothQuerySet(ScopedQuerySet[M]):
    """Rows for which two rights are needed: the role's scope for their kind, and sight of the customer (`party`)."""

    def _reachable(self, person: Any, deed: Deed) -> Self:  # Any: also takes Django's anonymous user
        rows, reach = super()._reachable(person, deed), reach_of(person)
        if reach.scope("party", "read") == Scope.ALL:
            return rows
        return rows.filter(at_seen_customers(reach))


def at_seen_customers(reach: Reach) -> Exists:
    """A condition for rows of a `party` that whoever reaches so far may see."""
    return reach.once(
        "rows of customers", lambda: Exists(Party.objects.visible_to(reach).filter(pk=OuterRef("party_id")))
    )
