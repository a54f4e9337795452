"""Reading what people drop in: tables and contact cards of every make, as a stream, or one clear refusal."""

from .cards import Card, CardFile, Labelled, PostalAddress
from .cells import Cell, CellError, as_text
from .layout import Column, column_letter
from .opening import open_source
from .refusal import Unreadable
from .source import Row, Sheet, Source

__all__ = [
    "Card", "CardFile", "Cell", "CellError", "Column", "Labelled", "PostalAddress", "Row", "Sheet", "Source",
    "Unreadable", "as_text", "column_letter", "open_source",
]  # fmt: skip
