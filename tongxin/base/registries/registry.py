"""A registry: named entries of one type, filled once at start-up."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class NameTaken(ValueError):
    """Two rooms registered the same name."""


class NotRegistered(LookupError):
    """Nobody registered this name."""


class Registry(Generic[T]):
    """Named entries in the order of registration."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, T] = {}

    def register(self, name: str, entry: T) -> None:
        """Add an entry. Raises NameTaken when the name is in use."""
        if name in self._entries:
            raise NameTaken(f"{self.what} {name!r} is registered twice")
        self._entries[name] = entry

    def get(self, name: str) -> T:
        """The entry of that name. Raises NotRegistered."""
        try:
            return self._entries[name]
        except KeyError:
            raise NotRegistered(f"no {self.what} {name!r}") from None

    def find(self, name: str) -> T | None:
        """The entry of that name, or None."""
        return self._entries.get(name)

    def names(self) -> list[str]:
        """All names, in order of registration."""
        return list(self._entries)

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name in self._entries
