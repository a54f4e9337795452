"""May this person, with this party?"""

from typing import Any

from tongxin.collab.access.policies import can_create, field_right
from tongxin.directory.parties.models import Party


def can_change(person: Any, party: Party) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may change this record."""
    return Party.objects.changeable_by(person).living().filter(pk=party.pk).exists()


def can_add(person: Any) -> bool:  # Any: as above
    """Whether the person may add customers."""
    return can_create(person, "party")


def can_see_field(person: Any, field: str) -> bool:  # Any: as above
    """Whether the person may see this fact of parties."""
    return field_right(person, "party", field) != "hidden"
