"""Reads about what is remembered."""

from tongxin.directory.memory.queries.coming import Coming, coming_days
from tongxin.directory.memory.queries.documents import documents_of, hits_of
from tongxin.directory.memory.queries.remembered import (
    About,
    Known,
    circle_of,
    known,
    label_of,
    remembered,
    seen_facts,
    worth_knowing,
)

__all__ = [
    "About",
    "Coming",
    "Known",
    "circle_of",
    "coming_days",
    "documents_of",
    "hits_of",
    "known",
    "label_of",
    "remembered",
    "seen_facts",
    "worth_knowing",
]
