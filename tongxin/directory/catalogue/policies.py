"""May this person, with the catalogue?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.directory.catalogue.models.opened import keeps_catalogue


def can_see_products(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether products and price lists are open to the person."""
    return reach_of(person).scope("product", "read") != "none"


def can_keep_catalogue(person: Any) -> bool:  # Any: as above
    """Whether the person may change products and price lists."""
    return keeps_catalogue(person)
