"""What happened to the fields of the firm."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class FieldDefined(Event):
    """A kind of record got a further field."""

    name: ClassVar[str] = "field.defined"
    field: str
    key: str
    kind: str
    type: str


@dataclass(frozen=True, kw_only=True)
class FieldChanged(Event):
    """A field was renamed, or something about it is different. `recounts` says that worked-out values changed with it."""

    name: ClassVar[str] = "field.changed"
    field: str
    key: str
    kind: str
    changed: list[str]
    recounts: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldRetired(Event):
    """A field is no longer in use; its values are kept."""

    name: ClassVar[str] = "field.retired"
    field: str
    key: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FieldRestored(Event):
    """A retired field is in use again."""

    name: ClassVar[str] = "field.restored"
    field: str
    key: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FieldPurged(Event):
    """A retired field lost its values for good."""

    name: ClassVar[str] = "field.purged"
    field: str
    key: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FieldsReordered(Event):
    """The fields of a kind stand in another order."""

    name: ClassVar[str] = "fields.reordered"
    kind: str
    keys: list[str]


@dataclass(frozen=True, kw_only=True)
class DictionaryChanged(Event):
    """Choices of a list were added, renamed, merged, retired or reordered."""

    name: ClassVar[str] = "dictionary.changed"
    dictionary: str
    added: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class LayoutSaved(Event):
    """The facts of a kind stand in another order for a role, or for everybody."""

    name: ClassVar[str] = "layout.saved"
    kind: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordFilled(Event):
    """Fields of the firm were filled or emptied on a record that does not keep them itself. `after`: label, value and words by key."""

    name: ClassVar[str] = "record.filled"
    fields: list[str]
    after: dict[str, Any] = field(default_factory=dict)  # Any: JSON values
