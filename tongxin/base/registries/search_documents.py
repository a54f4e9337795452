"""Search documents: what of a record can be found, and by whom."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Document:
    """What one record can be found by. Names outrank contact ways, these outrank text."""

    id: int
    names: Iterable[str] = ()
    people: Iterable[str] = ()
    codes: Iterable[str] = ()
    phones: Iterable[str] = ()
    mails: Iterable[str] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One line of a search result, as the reader may see it."""

    kind: str
    id: int
    title: str
    detail: str
    url: str
    face: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentSource:
    """One kind of searchable record.

    `shelf` is the kind's own number, 1 to 35: its place in the index, never given to another kind.
    `documents(ids)` builds documents; `visible(person)` is the QuerySet of what the person may see (fail closed);
    `hits(person, ids)` describes found records by id; `order` ranks kinds among equals. `stage_fields` names the fields whose
    values stand in a stage of the index (start, name, pinyin, contact, text): to whom one of them is hidden, that stage is closed.
    """

    kind: str
    shelf: int
    label: LazyText
    icon: str
    documents: Callable[[Collection[int]], Iterable[Document]]
    visible: Callable[[Any], Any]  # Any: person and QuerySet types of the rooms above
    hits: Callable[[Any, Collection[int]], Mapping[int, Hit]]
    order: int = field(default=50)
    stage_fields: Mapping[str, Collection[str]] = field(default_factory=dict)


search_documents: Registry[DocumentSource] = Registry("search document")
