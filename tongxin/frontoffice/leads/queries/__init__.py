"""Questions about leads."""

from tongxin.frontoffice.leads.queries.criteria import lead_fields
from tongxin.frontoffice.leads.queries.likes import Like, likes_of
from tongxin.frontoffice.leads.queries.routing import Route, route_of
from tongxin.frontoffice.leads.queries.sight import (
    FACTS,
    REACHED,
    hidden_of_leads,
    locked_of_leads,
    masks_of_leads,
    seen_value,
)

__all__ = [
    "FACTS",
    "REACHED",
    "Like",
    "Route",
    "hidden_of_leads",
    "lead_fields",
    "likes_of",
    "locked_of_leads",
    "masks_of_leads",
    "route_of",
    "seen_value",
]
