"""What a room says of a kind of record to get its list page: see the README of this room."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db.models import Q, QuerySet
from django.http import QueryDict

from tongxin.base.lazy import LazyText
from tongxin.base.registries import Registry
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries.looking import Json, Look, Preset

Rows = QuerySet[Any]  # Any: the model of the kind


class Cell(NamedTuple):
    """What stands in a cell (text, or markup made by `format_html`), its classes, and its place on the phone: "aside", "sub", "sub2"."""

    html: str
    css: str = ""
    phone: str = ""


class RowHead(NamedTuple):
    """The first column of a row: its name and address, a portrait (markup), what stands under the name, the address of a quick look."""

    name: str
    url: str
    portrait: str = ""
    under: str = ""
    peek: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One of the room's own columns. `loads` are columns of the table (`owner__name` too), `joins` what is read beside it.

    `cell` draws it (row, now); without it stands the plain value of the attribute `key`. `text` is what a file gets of it.
    `adds` names the column of whole numbers that totals add up; with `currency` each currency for itself, in minor units.
    `fact` is the name by which field rights hide it, where that is not the key. `heading` is what files call it, so that imports know
    it again, where that is not the label.
    """

    key: str
    label: LazyText
    sort: str = ""
    is_figure: bool = False
    loads: Sequence[str] = ()
    joins: Sequence[str] = ()
    cell: Callable[[Any, datetime], Cell] | None = None  # Any: a row
    text: Callable[[Any], str] | None = None  # Any: as above
    adds: str = ""
    currency: str = ""
    fact: str = ""
    heading: LazyText = ""


class Tab(NamedTuple):
    """A standing tab: title, address behind the path, and the conditions and order by which one knows that it is open."""

    title: str
    url: str
    parts: Sequence[Json] = ()
    sort: str = ""


class Words(NamedTuple):
    """What a list says of its records: how to find one, the empty list (title, text, address and label of a next act, its icon), and
    that nothing fits."""

    find: LazyText
    none: LazyText
    none_text: LazyText
    nothing_fits: LazyText
    act_url: str = ""
    act: LazyText = ""
    act_icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What can be done with many rows at once, besides setting a field. `template` holds what is asked for in its menu (with the
    context `asks(person)`); without it, it is done at once. `typed` reads the form, `checked` refuses (ValidationError,
    PermissionDenied) or answers JSON to be kept, `do(by, ids, values, strict)` does it and answers how many rows stayed as they
    were (`strict`: all or none). `said` tells it in words, `done_words(count, values)` what was done. Not `for_all`: picked rows only. `field`: the name by
    which field rights hide it. `undo_url(ids)`: the way back, where setting the values of before is none."""

    label: LazyText
    icon: str
    do: Callable[[Person, Sequence[int], Json, bool], int]
    checked: Callable[[Person, Json], Json]
    said: Callable[[Json], str]
    typed: Callable[[QueryDict], Json] = lambda form: {}
    template: str = ""
    asks: Callable[[Any], dict[str, Any]] = lambda person: {}  # Any: the reader; context
    field: str = ""
    for_all: bool = True
    undo_url: Callable[[Sequence[int]], str] | None = None
    done_words: Callable[[int, Json], str] = lambda count, values: ""


class Change(Protocol):
    """Sets fields of one record by the room's ordinary action, which checks rights, writes and tells. `values` are as typed, or as the
    journal keeps them when a change is taken back; `was` is what somebody saw: where it is
    something else by now, ChangedMeanwhile is raised. Raises ValidationError, PermissionDenied too."""

    def __call__(self, by: Person, number: int, values: Json, was: Json | None) -> None: ...


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """A kind of record with a list page. `kind` is its subject kind: criteria, saved views, field rights and own fields go by it.

    `rows(person)` are those the person may see, `changeable(person)` those they may change. `find(person, words)` is the condition
    of the search box. `orders`: the first is the usual one; `backwards` is the sort that turns it round (`-name`). `usual`: keys of the columns shown at first. `head(row, hidden)` draws
    the first column, for which `loads` and `joins` are read. `carries`: the kind whose own fields the rows hold, if another; what is set is told of either. `editable`: keys of fields that `change` sets, in the cell, on a board
    and on many rows (there `for_many`, if they differ); how they are typed is said by the FilterField of the same key. `lanes`: by what a board stands at first. `scope`: the kind by whose scope rows are seen, if another.
    `card`: a template of the room's own for a card, instead of head and usual columns.
    `check_value`, `set_many` (as `do` of a Deed) and `take_back` (answers how many) replace `change`, one row after the other, where a
    room writes many at once. `base()` are all rows that lists of this kind can show, by which the database is led (base/filters/steering). `ways(person)` are the rows without conditions, a part for
    each way that opens them, by which the lanes of a plain board are found. `chosen(look, to_count)`
    and `file(by, rows, columns)` replace the usual ways where a room knows better ones: the rows asked for before conditions and
    words, and the headings and cells of a file.
    """

    kind: str
    path: str
    url_name: str
    title: LazyText
    head_label: LazyText
    words: Words
    rows: Callable[[Any], Rows]  # Any: the reader
    changeable: Callable[[Any], Rows]  # Any: as above
    orders: Mapping[str, Preset]
    columns: Sequence[Column]
    usual: Sequence[str]
    head: Callable[[Any, Collection[str]], RowHead]  # Any: a row
    loads: Sequence[str] = ()
    joins: Sequence[str] = ()
    find: Callable[[Any, str], Q] | None = None  # Any: the reader
    backwards: str = ""
    shorts: Callable[[QueryDict, Any], list[Json]] = lambda query, person: []  # Any: as above
    tabs: Callable[[Look], Sequence[Tab]] = lambda look: ()
    add: Callable[[Any], tuple[str, str] | None] = lambda person: None  # Any: the reader; answers label and address
    scope: str = ""
    carries: str = ""
    lanes: str = ""
    card: str = ""
    editable: Sequence[str] = ()
    for_many: Sequence[str] | None = None
    change: Change | None = None
    deeds: Mapping[str, Deed] = field(default_factory=dict)
    check_value: Callable[[Person, str, str], str] | None = None
    set_many: Callable[[Person, Sequence[int], str, str, bool], int] | None = None
    take_back: Callable[[Person, Sequence[Entry]], int] | None = None
    base: Callable[[], Rows] | None = None
    chosen: Callable[[Look, bool], Rows] | None = None
    ways: Callable[[Any], Sequence[Rows]] | None = None  # Any: the reader
    file: Callable[[Person, Rows, Sequence[str]], tuple[Sequence[str], Any]] | None = None  # Any: an iterator of cells

    @property
    def own_kind(self) -> str:
        """The kind under which the firm adds fields to the rows."""
        return self.carries or self.kind

    @property
    def told_of(self) -> tuple[str, str]:
        """Kinds of record under which the journal tells what was set from the list."""
        return (self.kind, self.own_kind)


list_kinds: Registry[ListKind] = Registry("list")
