"""The page of a list: as a table a page at a time, as cards, or as a board."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, Page, page_of
from tongxin.base.registries import ListColumn
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_administer, can_export
from tongxin.collab.views.queries import saved_tabs
from tongxin.collab.views.queries.choosing import (
    changeable_among,
    chosen_rows,
    in_order,
    loaded_for,
    look_at,
    page_keys,
    say_listed,
    shown_columns,
)
from tongxin.collab.views.queries.kinds import Cell, Column, ListKind, RowHead, Rows
from tongxin.collab.views.queries.lanes import counted, lane_condition, lane_of, lane_titles
from tongxin.collab.views.queries.looking import Look
from tongxin.collab.views.queries.setting import settable
from tongxin.collab.views.queries.totals import Columns, has_totals, totals_of
from tongxin.collab.views.views.board import board_of
from tongxin.collab.views.views.drawing import Drawn, Head, cells_of, drawn_row
from tongxin.collab.views.views.frame import page_of_kind, seen_kind

SIZE = 80
COUNTED = 1000
COUNTED_ASKED = 10_000
SHAPES = ("board", "cards")


class Row(NamedTuple):
    """One record of the page, its head, its row as drawn, and what a card says of it. `heading` is above the first of each group;
    `added` are its group's totals."""

    record: Any  # Any: the model of the kind
    head: RowHead
    html: str
    facts: Sequence[tuple[str, str]]
    heading: str
    number: str
    added: str = ""


def _count(rows: Rows, most: int = COUNTED) -> str:
    """A number up to a thousand; more is said as more, because counting a million costs time and helps nobody."""
    count = counted(rows, most)
    return _("more than %(n)d") % {"n": most} if count > most else str(count)


def _pager(kind: ListKind, look: Look, page: Page[Any]) -> dict[str, str]:  # Any: the model of the kind
    """Where the page stands. What conditions on other tables leave is counted only for who asks for the number."""
    there = {
        "previous_url": look.address(after=page.previous) if page.previous else "",
        "next_url": look.address(after=page.next) if page.next else "",
    }
    is_whole = page.previous is None and page.next is None
    if not is_whole and look.looks_elsewhere:
        count_url = f"{reverse('list-number', args=[kind.kind])}{look.address()}"
        return {**there, "summary": look.sort_label, "count_url": count_url}
    number = str(len(page.rows)) if is_whole else _count(chosen_rows(kind, look, to_count=True))
    return {**there, "summary": _("%(order)s · %(n)s in all") % {"order": look.sort_label, "n": number}}


@door(signed_in)
def number_of_rows(request: HttpRequest, kind: str) -> HttpResponse:
    """How many records fit, up to ten thousand."""
    known = seen_kind(kind)
    look = look_at(known, request.GET, request.user)
    said = _("%(n)s in all") % {"n": _count(chosen_rows(known, look, to_count=True), COUNTED_ASKED)}
    return HttpResponse(format_html("<span>{}</span>", said))


def _tabs(kind: ListKind, look: Look) -> list[dict[str, Any]]:  # Any: template context
    """Standing tabs; saved ones come after them."""
    plain = not (look.asked["view"] or look.asked["q"])
    asked = (look.filter["and"], look.asked["sort"])
    return [
        {"title": one.title, "url": one.url, "current": plain and asked == (list(one.parts), one.sort)}
        for one in kind.tabs(look)
    ]


def _heads(kind: ListKind, look: Look, columns: Columns, totals: dict[str, str]) -> list[Head]:
    heads: dict[str, Head] = {}
    every: list[Column | ListColumn] = [*columns[0], *columns[1]]
    for column in every:
        is_on = look.sort.removeprefix("-") == column.sort and bool(column.sort)
        falls = look.sort.startswith("-")
        url = look.address(sort=("" if falls else "-") + column.sort if is_on else column.sort) if column.sort else ""
        state = ("descending" if falls else "ascending") if is_on else ""
        heads[column.key] = Head(column.label, url, state, column.is_figure, totals.get(column.key, ""))
    return in_order(kind, look, heads)


def _first_head(kind: ListKind, look: Look) -> Head:
    """The first column sorts by the list's usual order, and backwards where the room says how."""
    if not kind.backwards:
        return Head(kind.head_label, "", "", is_figure=False)
    rises = look.sort == next(iter(kind.orders))
    state = "ascending" if rises else "descending" if look.sort == kind.backwards else ""
    return Head(kind.head_label, look.address(sort=kind.backwards if rises else ""), state, is_figure=False)


def _rows(
    kind: ListKind, look: Look, page: Sequence[Any], columns: Columns, at: datetime
) -> Iterator[Row]:  # Any: rows
    own, others = columns
    ids = [row.pk for row in page]
    texts = {column.key: (column, column.cells(ids)) for column in others} if ids else {}
    headings = _headings(kind, look, page, columns)
    may_set = set(settable(kind, look.person)) if kind.change is not None and ids else set()
    editable = [column.key for column in own if column.key in may_set]
    mine = changeable_among(kind, look.person, ids) if editable else set()
    labels = {column.key: str(column.label) for column in own}
    for row in page:
        cells = cells_of(row, own, at, editable if row.pk in mine else ())
        for key, (column, found) in texts.items():
            cells[key] = Drawn(Cell(found.get(row.pk, ""), "r mut" if column.is_figure else "mut wide"))
        head = kind.head(row, look.hidden)
        html = drawn_row(kind, row.pk, head, in_order(kind, look, cells))
        facts = [(label, cells[key].cell.html) for key, label in labels.items()] if look.asked["shape"] else []
        yield Row(row, head, html, facts, *headings.get(row.pk, ("", "", "")))


def _headings(
    kind: ListKind,
    look: Look,
    page: Sequence[Any],
    columns: Columns,  # Any: rows of the kind
) -> dict[int, tuple[str, str, str]]:
    """Above which rows a new group begins, what it is called, how many are in it in all, and what they add up to."""
    field = look.group
    if field is None:
        return {}
    begins: dict[Any, int] = {}  # Any: column values
    for row in page:
        begins.setdefault(lane_of(field, row), row.pk)
    titles = lane_titles(field, list(begins))
    if look.looks_elsewhere:
        return {pk: (titles[value], "", "") for value, pk in begins.items()}
    every = chosen_rows(kind, look, to_count=True)
    found = {}
    for value, pk in begins.items():
        inside = every.filter(lane_condition(field, value))
        found[pk] = (titles[value], _count(inside), _said_totals(inside, columns))
    return found


def _said_totals(rows: Rows, columns: Columns) -> str:
    every: list[Column | ListColumn] = [*columns[0], *columns[1]]
    labels = {one.key: str(one.label) for one in every}
    return " · ".join(f"{labels[key]} {text}" for key, text in (totals_of(rows, columns) or {}).items())


@door(signed_in)
def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Records of a kind, filtered, ordered, grouped."""
    known = seen_kind(kind)
    look = look_at(known, request.GET, request.user)
    rows = chosen_rows(known, look)
    shape = look.asked["shape"] if look.asked["shape"] in SHAPES else ""
    context = _frame(request, known, look, shape)
    if shape == "board":
        context["board"] = None if look.problem else board_of(known, look, rows)
        return render(request, "views/list.html", context)
    columns = shown_columns(known, look)
    group = look.group
    ordered, keys, plain = page_keys(look, rows, (group.path,) if group is not None else ())
    loaded = loaded_for(known, ordered, columns[0], plain)
    try:
        page = page_of(loaded, order=keys, size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(f"{request.path}{look.address()}")
    say_listed(known, look.person, page.rows, [*columns[0], *columns[1]])
    totals = dict(_totals(known, look, columns) or {}) if page.rows else {}
    context |= {
        "rows": list(_rows(known, look, page.rows, columns, now())),
        "heads": _heads(known, look, columns, totals),
        "has_totals": bool(totals),
        "width": len(columns[0]) + len(columns[1]) + 2,
        "page": _pager(known, look, page),
    }
    return render(request, "views/list.html", context)


def _totals(kind: ListKind, look: Look, columns: Columns) -> Any:  # Any: texts by key, or None
    """What all that fit add up to; where conditions ask other tables, adding up may take many times what a page takes."""
    if not has_totals(columns) or look.looks_elsewhere or look.asked["shape"]:
        return {}
    return totals_of(chosen_rows(kind, look, to_count=True), columns)


def _frame(request: HttpRequest, kind: ListKind, look: Look, shape: str) -> dict[str, Any]:  # Any: template context
    """What stands around the rows."""
    here, path = look.address(), page_of_kind(kind)
    doors = {name: reverse(f"list-{name}", args=[kind.kind]) for name in ("conditions", "columns", "export", "fact")}
    add = kind.add(request.user)
    return {
        "look": look,
        "kind": kind,
        "hidden": look.hidden,
        "shape": shape,
        "shapes": [
            {"title": title, "icon": icon, "url": look.address(shape=name), "current": name == shape}
            for name, icon, title in (
                ("", "menu", _("Table")),
                ("board", "board", _("Board")),
                ("cards", "card", _("Cards")),
            )
        ],
        "view_tabs": _tabs(kind, look),
        "saved_tabs": saved_tabs(request.user, kind.kind, path, look.asked["view"]),
        "view_kind": kind.kind,
        "view_path": path,
        "view_query": here[1:],
        "view_changed": look.is_changed,
        "may_share_firm": can_administer(request.user),
        "chips": [{"said": chip.said, "off": look.address(filter=chip.without)} for chip in look.chips],
        # A template would call the function itself.
        "finds": kind.find is not None,
        "q": look.asked["q"],
        "kept": [(name, value) for name, value in parse_qsl(here[1:]) if name != "q"],
        "readable_url": look.address(filter=look.readable, view="") if look.problem else "",
        "conditions_url": f"{doors['conditions']}{here}",
        "columns_url": f"{doors['columns']}{here}",
        "export_url": f"{doors['export']}{here}",
        "fact_url": doors["fact"],
        "first_head": _first_head(kind, look),
        "orders": [
            {"title": order.label, "url": look.address(sort=name), "current": name == look.sort}
            for name, order in kind.orders.items()
            if order.fact not in look.hidden
        ],
        "add": {"label": add[0], "url": add[1]} if add else None,
        "may_export": can_export(request.user),
        "may_set": kind.change is not None,
        "deeds": _deeds(kind, look),
        "now": now(),
        "crumbs": [{"title": kind.title, "url": ""}],
    }


def _deeds(kind: ListKind, look: Look) -> list[dict[str, Any]]:  # Any: template context
    """The deeds of the bar; what their menus offer is asked for only when there are rows."""
    return [
        {
            "key": key,
            "deed": deed,
            "url": reverse("list-deed", args=[kind.kind, key]),
            "asks": lambda deed=deed: deed.asks(look.person),
        }
        for key, deed in kind.deeds.items()
        if not deed.field or deed.field not in look.hidden
    ]
