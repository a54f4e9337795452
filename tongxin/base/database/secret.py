"""Columns that hold what must never be shown again: keys and passwords of services outside."""

from typing import Any

from django.db import models

HIDDEN = "•••"


class Secret:
    """A text that no page, log line, error or JSON shows by accident: it has to be asked for by name."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that hands it to the service."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return HIDDEN if self._text else ""

    __repr__ = __str__


class SecretField(models.TextField):  # type: ignore[type-arg]  # the stubs know it for text alone
    """A text column whose values are Secrets in the program. It can't be searched by accident either: compare Secrets."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret:  # Any: as Django calls it
        """What the database holds, wrapped."""
        return Secret(value or "")

    def to_python(self, value: Any) -> Secret:  # Any: a text or a Secret
        """Wrapped, whatever it was."""
        return value if isinstance(value, Secret) else Secret(value or "")

    def get_prep_value(self, value: Any) -> str:  # Any: as above
        """The text, for the database alone."""
        return value.reveal() if isinstance(value, Secret) else value or ""

    def value_to_string(self, obj: models.Model) -> str:
        """What a dump of rows gets: nothing of it."""
        return str(self.value_from_object(obj))
