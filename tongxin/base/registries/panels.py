"""Panels: a room's piece on another subject's record page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tongxin.base.registries.registry import Registry
from tongxin.base.subjects import Subject

# A panel of ANY subject stands on every record's page, and is given the Subject in place of the record; TODAY is the first page.
ANY = "*"
TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A piece of a record page. `context(person, record)` answers the template's context, or None to show nothing.

    `beside` names the room's own rows that belong to the record one to one: they come with the record in one question.
    So does `mark`, a name and an expression on the record's number: whether the room has anything about it at all. The record bears
    the answer under that name, and what is not there need not be asked for.
    """

    subject: str
    column: str
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]  # Any: the record and person types of the rooms above
    beside: tuple[str, ...] = ()
    mark: tuple[str, Callable[[], Any]] | None = None  # Any: a database expression


panels: Registry[Panel] = Registry("panel")


def panels_of(subject: str, column: str) -> list[Panel]:
    """The panels of one column of a subject's page, in order."""
    own = [panel for panel in panels if panel.subject == subject and panel.column == column]
    if subject != TODAY:
        own += [_on(panel, subject) for panel in panels if panel.subject == ANY and panel.column == column]
    return sorted(own, key=lambda panel: panel.order)


def _on(panel: Panel, kind: str) -> Panel:
    """A panel for any record, on the pages of this kind."""
    return replace(panel, context=lambda person, record: panel.context(person, Subject(kind, record.pk)))


def beside(subject: str) -> list[str]:
    """What the panels of a subject's page want with the record."""
    return [name for panel in panels if panel.subject == subject for name in panel.beside]


def marks(subject: str) -> dict[str, Any]:  # Any: database expressions
    """What the panels of a subject's page want to know with the record: whether they have anything about it."""
    return {panel.mark[0]: panel.mark[1]() for panel in panels if panel.subject == subject and panel.mark}
