"""What happened to the fields of the firm."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class FieldDefined(Event):
    """A kind of record got a further field."""

    name: ClassVar[str] = "field.defined"
    field: str
    key: str
    kind: str
    type: str


class FieldChanged(Event):
    """A field was renamed, or something about it is different. `recounts` says that worked-out values changed with it."""

    name: ClassVar[str] = "field.changed"
    field: str
    key: str
    kind: str
    changed: list[str]
    recounts: bool = False


class FieldRetired(Event):
    """A field is no longer in use; its values are kept."""

    name: ClassVar[str] = "field.retired"
    field: str
    key: str
    kind: str


class FieldRestored(Event):
    """A retired field is in use again."""

    name: ClassVar[str] = "field.restored"
    field: str
    key: str
    kind: str


class FieldPurged(Event):
    """A retired field lost its values for good."""

    name: ClassVar[str] = "field.purged"
    field: str
    key: str
    kind: str


class FieldsReordered(Event):
    """The fields of a kind stand in another order."""

    name: ClassVar[str] = "fields.reordered"
    kind: str
    keys: list[str]


class DictionaryChanged(Event):
    """Choices of a list were added, renamed, merged, retired or reordered."""

    name: ClassVar[str] = "dictionary.changed"
    dictionary: str
    added: list[str] = []
    renamed: list[str] = []
    retired: list[str] = []
    merged: list[str] = []


class LayoutSaved(Event):
    """The facts of a kind stand in another order for a role, or for everybody."""

    name: ClassVar[str] = "layout.saved"
    kind: str
    role: str = ""


class RecordFilled(Event):
    """Fields of the firm were filled or emptied on a record that does not keep them itself. `after`: label, value and words by key."""

    name: ClassVar[str] = "record.filled"
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values
