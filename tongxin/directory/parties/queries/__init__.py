"""Reads across parties, contacts and points."""

from tongxin.directory.parties.queries.documents import documents_of, hits_of
from tongxin.directory.parties.queries.doubles import Double, Wanted, doubles_of

__all__ = ["Double", "Wanted", "documents_of", "doubles_of", "hits_of"]
