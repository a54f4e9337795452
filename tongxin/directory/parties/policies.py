"""May this person, with this party?"""

from typing import Any

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.access.policies import can_create, field_right
from tongxin.directory.parties.models import Party


def can_change(person: Any, party: Party) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may change this record."""
    return bool(_changeable(reach_of(person), party.pk))


@prepared
def _changeable(reach: Reach, number: int) -> QuerySet[Party, int]:
    return Party.objects.changeable_by(reach).living().filter(pk=number).values_list("pk", flat=True)


def can_add(person: Any) -> bool:  # Any: as above
    """Whether the person may add customers."""
    return can_create(person, "party")


def can_see_field(person: Any, field: str) -> bool:  # Any: as above
    """Whether the person may see this fact of parties."""
    return field_right(person, "party", field) != "hidden"
