"""What happened to saved views."""

from typing import ClassVar

from tongxin.base.events import Event


class ViewSaved(Event):
    """A view was kept under a name."""

    name: ClassVar[str] = "view.saved"
    view: str
    kind: str


class ViewChanged(Event):
    """A view got another name, filter, order or layout."""

    name: ClassVar[str] = "view.changed"
    view: str
    fields: list[str]


class ViewShared(Event):
    """A view was opened to others, or closed again."""

    name: ClassVar[str] = "view.shared"
    view: str
    sharing: str


class ViewDeleted(Event):
    """A view is gone."""

    name: ClassVar[str] = "view.deleted"
    view: str
    kind: str


class ViewsReordered(Event):
    """Somebody put their views of a list into another order."""

    name: ClassVar[str] = "views.reordered"
    kind: str
    views: list[int]


class ListTakenOut(Event):
    """Somebody took a list of records of one kind out."""

    name: ClassVar[str] = "list.taken_out"
    kind: str
    count: int
    format: str


class BulkChangeAsked(Event):
    """Somebody asked for one deed on many records. `kind` is absent from what was told before other lists than the customers' had it."""

    name: ClassVar[str] = "bulk_change.asked"
    deed: str
    count: int
    kind: str


class BulkChangeTakenBack(Event):
    """Somebody had it taken back."""

    name: ClassVar[str] = "bulk_change.taken_back"
    deed: str
    count: int
    kind: str
