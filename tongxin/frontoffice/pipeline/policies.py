"""May this person, with this opportunity?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create
from tongxin.frontoffice.pipeline.models import Opportunity


def can_open(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may add opportunities."""
    return can_create(person, "opportunity")


def can_change(person: Any, opportunity: Opportunity) -> bool:  # Any: as above
    """Whether the person may change this one."""
    return Opportunity.objects.changeable_by(person).living().filter(pk=opportunity.pk).exists()


def can_see_any(person: Any) -> bool:  # Any: as above
    """Whether any opportunities are open to the person."""
    return reach_of(person).scope("opportunity", "read") != "none"
