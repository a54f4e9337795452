"""Import targets: what rows of a file can become, described by the room that owns the records.

The importer reads cells into plain values by the `kind` of each field; the target turns values into a draft, works out what needs no database (`prepare`, optional, in any process), says what a draft
would do (`check`), does it (`write`) in the caller's transaction, and takes a whole batch back (`undo`). `check` is handed
an empty set with the first chunk of a file and the same set with every further one: its memory of what stood in the file before.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry

Kind = Literal[
    "name",
    "text",
    "long",
    "phone",
    "mail",
    "uscc",
    "date",
    "number",
    "choice",
    "people",
    "person",
    "address",
    "tags",
    "url",
]


class RowRefused(ValueError):
    """A row can't become a record. `field` names the column's field, the message says why and how to mend it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class ImportField:
    """A field that a column can be mapped to.

    `kind` says how cells are read. Values: phone and mail are lists of (value, shown); date is a date; people is a list of
    mappings (name, title, phones, mails); person is the number of one of the firm's own people; tags a list; all others text.
    `choices` maps the words found in files to stored values. `understood` says in words how a cell is read, where its figure could be
    taken in two ways.
    """

    key: str
    label: LazyText
    kind: Kind
    many: bool = False
    required: bool = False
    group: str = ""
    max_length: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    understood: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would become of one draft: new, update, same, likely (may be one we have), twice (same file), elsewhere, refused.

    `record_id` and `title` name the record that exists, when the person may see it; `reason` says why they are thought the same.
    """

    outcome: str
    reason: str = ""
    record_id: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: created, updated, unchanged, merged, skipped, refused.

    `notes` say what is worth knowing of a row that came in, the same words for the same thing: they are counted in the report."""

    row: int
    outcome: str
    record_id: int | None = None
    reason: str = ""
    field: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What the person decided: `existing` fill | overwrite | skip, `likely` create | fill | skip."""

    existing: str = "fill"
    likely: str = "create"


@dataclass
class Undone:
    """What one step of taking a batch back did. `kept` lists (record id, title, why) of records that were changed since;
    `cursor` is where the next step goes on, None at the end."""

    deleted: int = 0
    restored: int = 0
    kept: list[tuple[int, str, str]] = field(default_factory=list)
    cursor: int | None = None


@dataclass(frozen=True, kw_only=True)
class ImportTarget:
    """What a row becomes. The person and draft types belong to the registering room. One of `naming`, or a required field, must be
    mapped: it says what a row is about. `makes` is the kind of record that a row becomes, or "" where it has no page."""

    key: str
    label: LazyText
    order: int
    fields: Callable[[Any], Sequence[ImportField]]  # Any: the person, for field rights
    draft: Callable[[Mapping[str, Any], int], Any]  # Any: values by field key; the room's draft
    prepare: Callable[[Any], None]  # Any: the room's draft
    check: Callable[
        [Any, Sequence[Any], set[int]], list[Verdict]
    ]  # Any: person, drafts; what earlier chunks were about
    write: Callable[[Any, Sequence[Any], str, Choices], list[Outcome]]  # Any: person, drafts
    undo: Callable[[Any, str, int | None, Collection[str]], Undone]  # Any: person; batches that were taken back before
    naming: Collection[str] = ()
    makes: str = "party"


import_targets: Registry[ImportTarget] = Registry("import target")
