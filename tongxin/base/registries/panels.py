"""Panels: a room's piece on another subject's record page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A piece of a record page. `context(person, record)` answers the template's context, or None to show nothing.

    `beside` names the room's own rows that belong to the record one to one: they come with the record in one question.
    """

    subject: str
    column: str
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]  # Any: the record and person types of the rooms above
    beside: tuple[str, ...] = ()


panels: Registry[Panel] = Registry("panel")


def panels_of(subject: str, column: str) -> list[Panel]:
    """The panels of one column of a subject's page, in order."""
    return sorted((p for p in panels if p.subject == subject and p.column == column), key=lambda p: p.order)


def beside(subject: str) -> list[str]:
    """What the panels of a subject's page want with the record."""
    return [name for panel in panels if panel.subject == subject for name in panel.beside]
