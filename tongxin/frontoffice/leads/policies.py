"""May this person, with this lead?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create
from tongxin.frontoffice.leads.models import Lead


def can_see_leads(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether any leads are open to the person."""
    return reach_of(person).scope("opportunity", "read") != "none"


def can_note_leads(person: Any) -> bool:  # Any: as above
    """Whether the person may add leads."""
    return can_create(person, "opportunity")


def can_change_lead(person: Any, lead: Lead) -> bool:  # Any: as above
    """Whether the person may change this one."""
    return Lead.objects.changeable_by(person).filter(pk=lead.pk).exists()
