"""Roles, who holds them, shares, and the QuerySet that shows only what one may see."""

from tongxin.collab.access.models.role import Assignment, Role, Scope
from tongxin.collab.access.models.scoped import Reach, ScopedQuerySet, Scoping, reach_of
from tongxin.collab.access.models.share import Share

__all__ = ["Assignment", "Reach", "Role", "Scope", "ScopedQuerySet", "Scoping", "Share", "reach_of"]
