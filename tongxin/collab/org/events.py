"""What happened to the firm's own structure."""

from typing import ClassVar

from tongxin.base.events import Event


class CompanySetUp(Event):
    """The firm began with Tongxin."""

    name: ClassVar[str] = "company.set_up"
    company: str


class CompanyChanged(Event):
    """Name, way of selling or other settings of the firm changed."""

    name: ClassVar[str] = "company.changed"
    fields: list[str]


class UnitAdded(Event):
    """A branch, region, department or team was added."""

    name: ClassVar[str] = "unit.added"
    unit: str


class UnitChanged(Event):
    """A unit was renamed, moved or closed."""

    name: ClassVar[str] = "unit.changed"
    fields: list[str]


class PostGiven(Event):
    """Somebody took a post in a unit."""

    name: ClassVar[str] = "post.given"
    person: str
    unit: str
    title: str


class PostLeft(Event):
    """Somebody left a post."""

    name: ClassVar[str] = "post.left"
    person: str
    unit: str
