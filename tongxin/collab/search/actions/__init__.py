"""Keeping the index in step with the records. Called by the actions that change them, in their transaction."""

from tongxin.collab.search.actions.documents import (
    forget_words,
    index_built,
    index_documents,
    index_new,
    rebuild,
    remove_documents,
    settle_index,
    words_of,
)
from tongxin.collab.search.models import filing_beside

__all__ = [
    "filing_beside",
    "forget_words",
    "index_built",
    "index_documents",
    "index_new",
    "rebuild",
    "remove_documents",
    "settle_index",
    "words_of",
]
