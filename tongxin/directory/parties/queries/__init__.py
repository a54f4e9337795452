"""Reads across parties, contacts and points."""

from tongxin.directory.parties.queries.documents import documents_of, hits_of
from tongxin.directory.parties.queries.doubles import Double, Wanted, doubles_of
from tongxin.directory.parties.queries.merged import merged_into, root_of, roots_of, seen_with_merged
from tongxin.directory.parties.queries.naming import party_named

__all__ = [
    "Double",
    "Wanted",
    "documents_of",
    "doubles_of",
    "hits_of",
    "merged_into",
    "party_named",
    "root_of",
    "roots_of",
    "seen_with_merged",
]
