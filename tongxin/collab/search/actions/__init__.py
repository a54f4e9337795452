"""Keeping the index in step with the records. Called by the actions that change them, in their transaction."""

from tongxin.collab.search.actions.documents import index_built, index_documents, rebuild, remove_documents

__all__ = ["index_built", "index_documents", "rebuild", "remove_documents"]
