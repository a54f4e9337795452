"""What every kind of table gives the rest of the reader: rows of cells with the numbers a person sees."""

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from .cells import Cell

RawRow: TypeAlias = tuple[int, list[Cell]]


class Grid(Protocol):
    """A sheet's rows in file order. Each call of `rows` starts again after row number `after`, without reading cells
    before it."""

    @property
    def name(self) -> str: ...

    @property
    def hidden(self) -> bool: ...

    @property
    def writes_all_cells(self) -> bool:
        """Whether each row should have a cell, if an empty one, for every column, as in a text table."""
        ...

    def rows(self, after: int = 0) -> Iterator[RawRow]: ...

    def notes(self) -> list[str]:
        """What the rows read so far gave cause to say."""
        ...
