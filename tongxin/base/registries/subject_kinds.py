"""Subjects: how a kind of record is shown and who may see it, for rooms that only know `kind:id`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry
from tongxin.base.subjects import Subject

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _nobodys(record: Any) -> int | None:  # Any: the room's own record
    return None


def _free(record: Any) -> str:  # Any: as above
    return ""


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """How a kind of record carries fields of the firm whose values stand beside it, not in it.

    `changeable(person, ids)` answers those of these ids whose fields the person may fill; `facts(record)` what rules and formulas may
    speak of, by the names of the kind's `facts`; `rows()` all records, for formulas that are worked out anew; `customer(record)` the number under which a change is told; `touch(id)` counts the
    record's version up and has it found by its new words. `held(record)` says why nobody fills it at this moment, though they may: what
    somebody decides on stays as it is; nothing where it is free.
    """

    changeable: Callable[[Any, Collection[int]], Collection[int]]  # Any: the room's person type
    facts: Callable[[Any], Mapping[str, Any]]  # Any: the room's own record; column values
    rows: Callable[[], "QuerySet[Any]"]  # Any: as above
    touch: Callable[[int], None]
    customer: Callable[[Any], int | None] = _nobodys  # Any: as above
    held: Callable[[Any], str] = _free  # Any: as above


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """One kind of record.

    `visible(person, ids)` answers the records of these ids which the person may see, by id: it must load through
    `visible_to`. `title` and `url` speak of such a record. `fields` are the names that field rights speak of; those `always_seen` can't be hidden, because the
    program speaks of a record by them at every place. `hides_with` is the kind whose hidden fields are hidden here as well, `opens_with` the kind whose
    scope opens this one, where it has none of its own: field rights hold for roles that open that. `facts` are those
    of them which the rules and formulas of fields that a firm adds may use, with their type (text, number, date, choice): a
    kind without any carries no such fields. `changeable` answers those of these ids which the person may change, and so may show
    to others; where it is absent records are shown to nobody by hand. `parts` are sorts of record (organisation, person) to one of which a field
    of the firm can be confined, `parted_by` the fact that tells them apart. `named(person, text)` answers the one visible record of
    exactly this name, or None. `bearing` says how its own fields are filled where the record doesn't keep their values itself.
    Where records can become one, `stand_for(ids)` answers for each number the record that stands for it now, and `known_as(id)` all numbers of
    that record, so that what points to one of them goes on to be found.
    """

    kind: str
    label: LazyText
    visible: Callable[[Any, Collection[int]], Mapping[int, Any]]  # Any: the room's own record and person types
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    fields: Mapping[str, LazyText]
    is_scoped: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)
    always_seen: frozenset[str] = frozenset()
    hides_with: str = ""
    opens_with: str = ""
    parts: Mapping[str, LazyText] = field(default_factory=dict)
    parted_by: str = ""
    named: Callable[[Any, str], int | None] | None = None  # Any: as above
    changeable: Callable[[Any, Collection[int]], Collection[int]] | None = None  # Any: as above
    bearing: Bearing | None = None
    stand_for: Callable[[Collection[int]], Mapping[int, int]] | None = None
    known_as: Callable[[int], Collection[int]] | None = None

    @property
    def hideable(self) -> list[str]:
        """The fields that a role can hide."""
        return [name for name in self.fields if name not in self.always_seen]


subject_kinds: Registry[SubjectKind] = Registry("subject kind")


def is_seen(person: Any, subject: Subject) -> bool:  # Any: the room's person type
    """Whether the record is within the person's sight. Kinds that nobody knows are in nobody's."""
    kind = subject_kinds.find(subject.kind)
    return kind is not None and subject.id in kind.visible(person, {subject.id})
