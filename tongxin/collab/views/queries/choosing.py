"""Which rows a list shows, and what is read of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict

from tongxin.base.registries import ListColumn
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.access.policies import say_whole
from tongxin.collab.views.queries.kinds import Column, ListKind, Rows
from tongxin.collab.views.queries.looking import Look, read_look

_LONGEST_WORDS = 100


def look_at(kind: ListKind, query: QueryDict, person: Any) -> Look:  # Any: also takes Django's anonymous user
    """How the address of a list asks for its rows."""
    return read_look(query, person, kind.kind, presets=kind.orders, shorts=kind.shorts, base=kind.base)


def chosen_rows(kind: ListKind, look: Look, *, to_count: bool = False) -> Rows:
    """The rows asked for, within what the reader may see. `to_count` says that no page is cut from them."""
    rows = kind.chosen(look, to_count) if kind.chosen is not None else kind.rows(look.person)
    rows = rows.filter(look.condition)
    words = look.asked["q"][:_LONGEST_WORDS]
    return rows.filter(kind.find(look.person, words)) if words and kind.find is not None else rows


def own_columns(kind: ListKind, look: Look) -> list[Column]:
    """The room's columns which the reader may see."""
    return [one for one in kind.columns if one.key not in look.hidden and one.fact not in look.hidden]


def shown_columns(kind: ListKind, look: Look) -> tuple[list[Column], list[ListColumn]]:
    """The room's columns and those of other rooms, as the address or the usual look asks for them."""
    wanted = look.columns or kind.usual
    own = {column.key: column for column in own_columns(kind, look)}
    return [own[key] for key in wanted if key in own], look.columns_among([one.key for one in kind.columns])


def say_listed(
    kind: ListKind, person: Any, rows: Iterable[Any], columns: Iterable[Column | ListColumn]
) -> None:  # Any: as above; rows of the kind
    """Say that these columns of these rows are shown to the person."""
    names = {name for one in columns for name in (one.key, getattr(one, "fact", ""))}
    say_whole(person, kind.kind, [row.pk for row in rows], names, carries=kind.carries)


def loaded_for(kind: ListKind, rows: Rows, columns: Iterable[Column], more: Iterable[str] = ()) -> Rows:
    """The rows with what their head and the columns show, and with the plain columns `more`, and nothing else."""
    columns = list(columns)
    names = [*kind.loads, *(name for column in columns for name in column.loads), *more]
    beside = sorted({name.rpartition("__")[0] for name in names if "__" in name})
    joins = sorted({*kind.joins, *(join for column in columns for join in column.joins)})
    rows = rows.select_related(*beside) if beside else rows
    return rows.only(*dict.fromkeys(names)).prefetch_related(*joins)


def changeable_among(kind: ListKind, person: Any, ids: Sequence[int]) -> set[int]:  # Any: as above
    """Which of the rows the person may change."""
    if reach_of(person).scope(kind.scope or kind.kind, "write") == Scope.ALL:
        return set(ids)
    return set(kind.changeable(person).filter(pk__in=ids).values_list("pk", flat=True))


def in_order(kind: ListKind, look: Look, found: dict[str, Any]) -> list[Any]:  # Any: whatever belongs to columns
    """What belongs to columns, by their keys, in the order in which these stand."""
    return [found[key] for key in (look.columns or kind.usual) if key in found]


def page_keys(look: Look, rows: Rows, by: Sequence[str] = ()) -> tuple[Rows, tuple[str, ...], list[str]]:
    """The rows, the keys by which their pages are cut (`by` in front), and the plain columns among these."""
    ordered, keys = look.sorted(rows)
    keys = (*by, *(key for key in keys if key.removeprefix("-") not in by))
    plain = [key.removeprefix("-") for key in keys]
    return ordered, keys, [name for name in plain if name not in ordered.query.annotations]
