"""Import targets: what rows of a file can become, described by the room that owns the records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class ImportField:
    """A field that a column can be mapped to. `kind` drives reading and recognition of values."""

    key: str
    label: LazyText
    kind: str
    many: bool = False
    required: bool = False
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class ImportTarget:
    """What a row becomes.

    `check(person, drafts)` says for plain drafts what would happen to each (new, same as …, update); `write(person, drafts, batch)`
    does it in the caller's transaction; `undo(person, batch)` takes the whole batch back. Drafts are plain data keyed by field.
    """

    key: str
    label: LazyText
    order: int
    fields: Sequence[ImportField]
    check: Callable[..., Any]  # Any: verdict types belong to the registering room
    write: Callable[..., Any]  # Any: as above
    undo: Callable[..., Any]  # Any: as above


import_targets: Registry[ImportTarget] = Registry("import target")
