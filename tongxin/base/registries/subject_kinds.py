"""Subjects: how a kind of record is shown and who may see it, for rooms that only know `kind:id`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """One kind of record.

    `visible(person, ids)` answers the records of these ids which the person may see, by id: it must load through
    `visible_to`. `title` and `url` speak of such a record. `fields` are the names that field rights speak of; those `always_seen` can't be hidden, because the
    program speaks of a record by them at every place. `hides_with` is the kind whose hidden fields are hidden here as well. `facts` are those
    of them which the rules and formulas of fields that a firm adds may use, with their type (text, number, date, choice): a
    kind without any carries no such fields. `changeable` answers those of these ids which the person may change, and so may show
    to others; where it is absent records are shown to nobody by hand. `parts` are sorts of record (organisation, person) to one of which a field
    of the firm can be confined, `parted_by` the fact that tells them apart. `named(person, text)` answers the one visible record of
    exactly this name, or None.
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
    parts: Mapping[str, LazyText] = field(default_factory=dict)
    parted_by: str = ""
    named: Callable[[Any, str], int | None] | None = None  # Any: as above
    changeable: Callable[[Any, Collection[int]], Collection[int]] | None = None  # Any: as above

    @property
    def hideable(self) -> list[str]:
        """The fields that a role can hide."""
        return [name for name in self.fields if name not in self.always_seen]


subject_kinds: Registry[SubjectKind] = Registry("subject kind")
