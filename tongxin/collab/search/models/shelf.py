"""Shelves: every kind of record has its own place in the index."""

from tongxin.base.registries import DocumentSource, search_documents

LABELS = "0123456789abcdefghijklmnopqrstuvwxyz"


class ShelfShared(ValueError):
    """Two kinds of record stand on one shelf, or a kind on none: the index could not tell them apart."""


def shelf_of(kind: str) -> int:
    """The number of a kind's shelf. Raises NotRegistered."""
    return search_documents.get(kind).shelf


def check_shelves() -> None:
    """Raises ShelfShared when two kinds have one shelf or a number is no shelf."""
    taken: dict[int, DocumentSource] = {}
    for source in search_documents:
        other = taken.setdefault(source.shelf, source)
        if other is not source or not 0 < source.shelf < len(LABELS):
            raise ShelfShared(
                f"search can't keep {source.kind!r} on shelf {source.shelf}: choose a free number below {len(LABELS)}"
            )
