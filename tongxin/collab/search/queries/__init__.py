"""Finding records."""

from tongxin.collab.search.queries.found import Group, matching, search, search_groups

__all__ = ["Group", "matching", "search", "search_groups"]
