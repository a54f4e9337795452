"""A subject is any record that people can talk about: a kind and a number, written `kind:id`."""

from typing import NamedTuple, Self


class NotASubject(ValueError):
    """The text does not have the form `kind:id`."""


class Subject(NamedTuple):
    """Names one record without importing its room."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `party:12`. Raises NotASubject for anything else."""
        kind, colon, number = text.partition(":")
        if not (kind and colon and number.isascii() and number.isdigit() and len(number) < 19):
            raise NotASubject(text)
        return cls(kind, int(number))
