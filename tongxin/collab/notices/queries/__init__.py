"""Notices as their reader may see them now, and when they leave."""

from tongxin.collab.notices.queries.lines import COUNTED, Line, lines_of, unread_count

__all__ = ["COUNTED", "Line", "lines_of", "unread_count"]
