"""Reads across imports, their files and what they said."""

from tongxin.interfaces.imports.queries.columns import (
    columns_of,
    fields_of,
    fingerprint_of,
    guesses_for,
    heading_of,
    remembered_for,
)
from tongxin.interfaces.imports.queries.keeping import kept_path
from tongxin.interfaces.imports.queries.report import report_of
from tongxin.interfaces.imports.queries.rows import Bundle, Chunk, chunks_of, open_bundle, source_of
from tongxin.interfaces.imports.queries.taken_back import taken_back

__all__ = [
    "Bundle",
    "Chunk",
    "chunks_of",
    "columns_of",
    "fields_of",
    "fingerprint_of",
    "guesses_for",
    "heading_of",
    "kept_path",
    "open_bundle",
    "remembered_for",
    "report_of",
    "source_of",
    "taken_back",
]
