"""Questions about leads."""

from tongxin.frontoffice.leads.queries.criteria import lead_fields
from tongxin.frontoffice.leads.queries.likes import Like, likes_of
from tongxin.frontoffice.leads.queries.routing import Route, route_of

__all__ = ["Like", "Route", "lead_fields", "likes_of", "route_of"]
