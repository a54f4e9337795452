"""The list of customers, as a table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.paging import BadCursor, Page, page_of
from tongxin.base.registries import ListColumn
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.access.policies import can_administer, can_export, locked_fields
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Look, saved_tabs
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.queries.columns import OWN, USUAL, Column, loaded_for, own_columns
from tongxin.directory.parties.queries.lanes import counted, lane_condition, lane_of, lane_titles
from tongxin.directory.parties.queries.listing import ORDERS, chosen, look_of
from tongxin.directory.parties.views.board import board_of
from tongxin.directory.parties.views.cells import EDITABLE, Cell, Head, cells_of, drawn

SIZE = 80
COUNTED = 1000
COUNTED_ASKED = 10_000
SHAPES = ("board", "cards")


class Row(NamedTuple):
    """One customer of the page, and its row as drawn. `heading` is above the first of each group."""

    party: Party
    html: str
    heading: str
    number: str


def shown_columns(look: Look) -> tuple[list[Column], list[ListColumn]]:
    """The room's columns and those of other rooms, as the address or the usual look asks for them."""
    wanted = look.columns or USUAL
    own = {column.key: column for column in own_columns(look.person)}
    return [own[key] for key in wanted if key in own], look.columns_among(list(OWN))


def in_order(look: Look, cells: dict[str, Cell]) -> list[Cell]:
    """Cells by key, in the order of the columns asked for."""
    return [cells[key] for key in (look.columns or USUAL) if key in cells]


def _count(rows: QuerySet[Party], most: int = COUNTED) -> str:
    """A number up to a thousand; more is said as more, because counting a million costs time and helps nobody."""
    count = counted(rows, most)
    return _("more than %(n)d") % {"n": most} if count > most else str(count)


def _pager(look: Look, page: Page[Party]) -> dict[str, str]:
    """Where the page stands. What conditions on other tables leave is counted only for who asks for the number."""
    there = {
        "previous_url": look.address(after=page.previous) if page.previous else "",
        "next_url": look.address(after=page.next) if page.next else "",
    }
    is_whole = page.previous is None and page.next is None
    if not is_whole and look.looks_elsewhere:
        return {**there, "summary": look.sort_label, "count_url": f"{reverse('customers_number')}{look.address()}"}
    number = str(len(page.rows)) if is_whole else _count(chosen(look, to_count=True))
    return {**there, "summary": _("%(order)s · %(n)s in all") % {"order": look.sort_label, "n": number}}


@door(signed_in)
def customers_number(request: HttpRequest) -> HttpResponse:
    """How many customers fit, up to ten thousand."""
    look = look_of(request.GET, request.user)
    said = _("%(n)s in all") % {"n": _count(chosen(look, to_count=True), COUNTED_ASKED)}
    return HttpResponse(format_html("<span>{}</span>", said))


def _tabs(look: Look) -> list[dict[str, Any]]:  # Any: template context
    """Views that every firm needs; saved ones come after them."""
    silent = [{"field": "silent", "op": "older_than_days", "value": 30}]
    tabs: list[tuple[str, str, list[dict[str, Any]], str]] = [
        (_("All customers"), "?", [], ""),
        (_("Mine"), "?owner=me", [{"field": "owner", "op": "mine"}], ""),
        (_("30 days without contact"), "?quiet=30&sort=silent", silent, "silent"),
        (_("No next step"), "?step=none", [{"field": "next_at", "op": "empty"}], ""),
    ]
    plain = not (look.asked["view"] or look.asked["q"])
    return [
        {
            "title": title,
            "url": url,
            "current": plain and look.filter["and"] == parts and look.asked["sort"] == sort,
        }
        for title, url, parts, sort in tabs
    ]


def _heads(look: Look, own: Sequence[Column], others: Sequence[ListColumn]) -> list[Head]:
    heads: dict[str, Head] = {}
    every: list[Column | ListColumn] = [*own, *others]
    for column in every:
        is_on = look.sort.removeprefix("-") == column.sort and bool(column.sort)
        falls = look.sort.startswith("-")
        url = look.address(sort=("" if falls else "-") + column.sort if is_on else column.sort) if column.sort else ""
        heads[column.key] = Head(
            column.label, url, ("descending" if falls else "ascending") if is_on else "", column.is_figure
        )
    return [heads[key] for key in (look.columns or USUAL) if key in heads]


def _name_head(look: Look) -> Head:
    """The names sort by pinyin, from both ends."""
    rises = look.sort == "name"
    state = "ascending" if rises else "descending" if look.sort == "-name" else ""
    return Head(_("Customer"), look.address(sort="-name" if rises else ""), state, is_figure=False)


def _rows(
    look: Look,
    page: Sequence[Party],
    columns: tuple[Sequence[Column], Sequence[ListColumn]],
    at: datetime,
) -> Iterator[Row]:
    own, others = columns
    ids = [party.pk for party in page]
    texts = {column.key: (column, column.cells(ids)) for column in others} if ids else {}
    headings = _headings(look, page)
    locked = locked_fields(look.person, "party")
    editable = [column.key for column in own if column.key in EDITABLE and column.key not in locked]
    mine = _changeable(look, ids) if editable else set()
    for party in page:
        cells = cells_of(party, own, at, editable if party.pk in mine else ())
        if texts:
            named = dict(zip([column.key for column in own], cells, strict=True))
            for key, (column, found) in texts.items():
                named[key] = Cell(found.get(party.pk, ""), "r mut" if column.is_figure else "mut wide")
            cells = in_order(look, named)
        yield Row(party, drawn(party, _under(look, party), cells), *headings.get(party.pk, ("", "")))


def _changeable(look: Look, ids: Sequence[int]) -> set[int]:
    """Which of the rows the reader may change."""
    if reach_of(look.person).scope("party", "write") == Scope.ALL:
        return set(ids)
    return set(Party.objects.changeable_by(look.person).filter(pk__in=ids).values_list("pk", flat=True))


def _under(look: Look, party: Party) -> str:
    """Where the customer is, and what it does."""
    place = party.place_but(look.hidden)
    return " · ".join(part for part in (place, "" if "industry" in look.hidden else party.industry) if part)


def _headings(look: Look, page: Sequence[Party]) -> dict[int, tuple[str, str]]:
    """Above which rows a new group begins, what it is called, and how many are in it in all."""
    field = look.group
    if field is None:
        return {}
    begins: dict[Any, int] = {}  # Any: column values
    for party in page:
        begins.setdefault(lane_of(field, party), party.pk)
    titles = lane_titles(field, list(begins))
    if look.looks_elsewhere:
        return {pk: (titles[value], "") for value, pk in begins.items()}
    every = chosen(look, to_count=True)
    return {pk: (titles[value], _count(every.filter(lane_condition(field, value)))) for value, pk in begins.items()}


@door(signed_in)
def customers(request: HttpRequest) -> HttpResponse:
    """Customers, filtered, ordered, grouped, as a table a page at a time, as cards, or as a board."""
    look = look_of(request.GET, request.user)
    rows = chosen(look)
    shape = look.asked["shape"] if look.asked["shape"] in SHAPES else ""
    context = _frame(request, look, shape)
    if shape == "board":
        context["board"] = board_of(look, rows)
        return render(request, "parties/customers.html", context)
    columns = shown_columns(look)
    group = look.group if shape == "" else None
    ordered, keys = look.sorted(rows)
    if group is not None:
        keys = (group.path, *(key for key in keys if key.removeprefix("-") != group.path))
    plain = [key.removeprefix("-") for key in keys if key.removeprefix("-") not in ordered.query.annotations]
    try:
        page = page_of(
            loaded_for(ordered, columns[0], plain), order=keys, size=SIZE, cursor=request.GET.get("after", "")
        )
    except BadCursor:
        return redirect(f"{request.path}{look.address()}")
    at = now()
    context |= {
        "rows": list(_rows(look, page.rows, columns, at)),
        "heads": _heads(look, *columns),
        "width": len(columns[0]) + len(columns[1]) + 2,
        "page": _pager(look, page),
    }
    return render(request, "parties/customers.html", context)


def _frame(request: HttpRequest, look: Look, shape: str) -> dict[str, Any]:  # Any: template context
    """What stands around the rows."""
    here = look.address()
    return {
        "look": look,
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
        "view_tabs": _tabs(look),
        "saved_tabs": saved_tabs(request.user, "party", reverse("customers"), look.asked["view"]),
        "view_kind": "party",
        "view_path": reverse("customers"),
        "view_query": here[1:],
        "view_changed": look.is_changed,
        "may_share_firm": can_administer(request.user),
        "chips": [{"said": chip.said, "off": look.address(filter=chip.without)} for chip in look.chips],
        "q": look.asked["q"],
        "kept": [(name, value) for name, value in parse_qsl(here[1:]) if name != "q"],
        "readable_url": look.address(filter=look.readable, view="") if look.problem else "",
        "conditions_url": f"{reverse('customers_conditions')}{here}",
        "columns_url": f"{reverse('customers_columns')}{here}",
        "name_head": _name_head(look),
        "orders": [
            {"title": order.label, "url": look.address(sort=name), "current": name == look.sort}
            for name, order in ORDERS.items()
        ],
        "export_url": f"export/{here}",
        "may_add": can_add(request.user),
        "may_export": can_export(request.user),
        "colleagues": _colleagues,
        "now": now(),
        "crumbs": [{"title": _("Customers"), "url": ""}],
    }


def chosen_rows(query: QueryDict, person: Any) -> tuple[Look, QuerySet[Party]]:  # Any: the person type of doors
    """The rows of a list as it is filtered, in name order."""
    look = look_of(query, person)
    return look, chosen(look).order_by("sort_key", "id")


@prepared
def _colleagues() -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.active().by_name().values_list("pk", "name")[:300]
