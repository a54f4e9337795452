"""What the catalogue opens: it is the firm's, not one person's, so a role opens all of it or nothing."""

from typing import Any, Self, TypeVar

from django.db.models import Model, QuerySet

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope

M = TypeVar("M", bound=Model)
_KEEPS = {Scope.BELOW, Scope.ALL}


def keeps_catalogue(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person's roles open products for changing."""
    return reach_of(person).scope("product", "write") in _KEEPS


class OpenedQuerySet(QuerySet[M]):
    """Rows that a role opens by its scope for products: any scope opens all for reading, a scope beyond one's own unit for changing."""

    def visible_to(self, person: Any) -> Self:  # Any: also takes Django's anonymous user
        """All of them, or none. Fails closed."""
        return self.all() if reach_of(person).scope("product", "read") != Scope.NONE else self.none()

    def changeable_by(self, person: Any) -> Self:  # Any: as above
        """All of them, or none."""
        return self.all() if keeps_catalogue(person) else self.none()
