"""Reads across activities, steps, the journal and those we know."""

from tongxin.directory.activities.queries.documents import documents_of, hits_of
from tongxin.directory.activities.queries.hearing import Heard, Said, hear, name_of
from tongxin.directory.activities.queries.known_names import KnownNames
from tongxin.directory.activities.queries.newest import newest_page
from tongxin.directory.activities.queries.timeline import GROUPS, TimelineItem, TimelinePage, timeline

__all__ = [
    "GROUPS",
    "Heard",
    "KnownNames",
    "Said",
    "TimelineItem",
    "TimelinePage",
    "documents_of",
    "hear",
    "hits_of",
    "name_of",
    "newest_page",
    "timeline",
]
