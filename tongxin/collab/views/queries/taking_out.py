"""A list as rows of text, for files. Hidden fields are absent."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongxin.base.paging import page_of
from tongxin.base.registries import ListColumn, columns_of
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries.choosing import loaded_for
from tongxin.collab.views.queries.kinds import Column, ListKind, Rows
from tongxin.collab.views.queries.lanes import held

_SIZE = 1_000


def as_file(kind: ListKind, by: Person, rows: Rows, wanted: Sequence[str]) -> tuple[list[str], Iterator[list[str]]]:
    """Headings and cells: the head of each row and its columns, `wanted` or all of them. Read a thousand rows at a time, in the
    order of their numbers."""
    hidden = hidden_with(by, kind.kind)
    own = {one.key: one for one in kind.columns if one.key not in hidden and one.fact not in hidden}
    others = {one.key: one for one in columns_of(kind.kind, by) if one.key not in hidden and one.key not in own}
    keys = [key for key in (wanted or [*own, *others]) if key in own or key in others]
    labels = [str((own[key].heading or own[key].label) if key in own else others[key].label) for key in keys]
    return [str(kind.head_label), *labels], _cells(kind, rows, keys, own, others, hidden)


def _cells(
    kind: ListKind,
    rows: Rows,
    keys: Sequence[str],
    own: dict[str, Column],
    others: dict[str, ListColumn],
    hidden: set[str],
) -> Iterator[list[str]]:
    loaded = loaded_for(kind, rows, [own[key] for key in keys if key in own])
    cursor = ""
    while True:
        page = page_of(loaded, order=("id",), size=_SIZE, cursor=cursor)
        ids = [row.pk for row in page.rows]
        found = {key: others[key].cells(ids) for key in keys if key in others}
        for row in page.rows:
            cells = [found[key].get(row.pk, "") if key in found else text_of(row, own[key]) for key in keys]
            yield [kind.head(row, hidden).name, *cells]
        if page.next is None:
            return
        cursor = page.next


def text_of(row: Any, column: Column) -> str:  # Any: a row of the kind
    """What a file gets of a cell."""
    if column.text is not None:
        return column.text(row)
    value = held(row, column.loads[0] if column.loads else column.key)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
