"""The list as a board: a lane for each value of a field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.filters import FilterField
from tongxin.base.filters.showing import Option
from tongxin.base.filters.steering import are_few, gathered
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.views.queries.choosing import (
    changeable_among,
    chosen_rows,
    loaded_for,
    own_columns,
    page_keys,
    say_listed,
)
from tongxin.collab.views.queries.kinds import Column, ListKind, RowHead, Rows
from tongxin.collab.views.queries.lanes import (
    counted,
    lane_condition,
    lane_filter,
    lane_titles,
    lanes_by_ways,
    lanes_in,
    lanes_of,
    tally,
)
from tongxin.collab.views.queries.looking import Look
from tongxin.collab.views.queries.setting import settable
from tongxin.collab.views.queries.totals import totals_of
from tongxin.collab.views.views.drawing import cell_of

CARDS = 20
COUNTED = 1000


class Card(NamedTuple):
    """One record of a lane: what its head says, and the usual columns that hold something. `move` is where a move is told, if this
    person may move it."""

    record: Any  # Any: the model of the kind
    head: RowHead
    cells: Sequence[tuple[str, str]]
    move: str


class Lane(NamedTuple):
    """One lane: its value, name, how many records it holds, what they add up to, the first of them, and the address of all."""

    value: str
    title: str
    number: str
    added: str
    cards: Sequence[Card]
    url: str
    has_more: bool


class Board(NamedTuple):
    """All lanes, and by what else they could be made. With `moves` cards go from lane to lane."""

    field: str
    label: str
    lanes: Sequence[Lane]
    others: Sequence[dict[str, Any]]  # Any: template context
    targets: Sequence[Option]
    moves: bool


def board_of(kind: ListKind, look: Look, rows: Rows) -> Board | None:
    """The board by the field asked for, or by the first that the reader may see; None when there is none."""
    # Where spellings mean the same, a lane would lead to more rows than it holds.
    possible = [field for field in look.fields if field.groups and field.kept is None and field.alike is None]
    usual = next((field for field in possible if field.key == kind.lanes), possible[0] if possible else None)
    field = look.group if look.group in possible else usual
    if field is None:
        return None
    counts = tally(field, chosen_rows(kind, look, to_count=True)) if _is_narrow(kind, look) else None
    values = _values(kind, look, field, rows) if counts is None else lanes_of(field, counts)
    moves = kind.change is not None and field.key in settable(kind, look.person)
    if moves and field.choices:
        values = _with_empty_lanes(field, values)
    titles = lane_titles(field, values)
    others = [
        {"title": one.label, "url": look.address(group=one.key), "current": one.key == field.key} for one in possible
    ]
    drawer = _Drawer(kind, look, field, moves)
    lanes = [drawer.lane(rows, value, titles[value], counts) for value in values]
    targets = [Option(str(value or ""), titles[value], is_chosen=False) for value in values] if moves else []
    return Board(field.key, str(field.label), lanes, others, targets, moves)


def _values(kind: ListKind, look: Look, field: FilterField, rows: Rows) -> list[Any]:  # Any: column values
    """The lanes of who sees much: without conditions they are found way by way."""
    ways = _ways(kind, look)
    found = lanes_by_ways(field, kind.base(), ways) if kind.base is not None and ways else None
    return lanes_in(field, rows) if found is None else found


def _ways(kind: ListKind, look: Look) -> Sequence[Rows]:
    """The rows of a list without conditions, a part for each way that opens them; none where these are not to be told apart."""
    if kind.ways is None or kind.base is None or look.filter["and"] or look.asked["q"]:
        return ()
    return kind.ways(look.person)


def _with_empty_lanes(field: FilterField, values: Sequence[Any]) -> list[Any]:  # Any: column values
    """Every value that a card could be moved to is a lane, in order."""
    return [*field.choices, *(value for value in values if value not in field.choices)]


def _is_narrow(kind: ListKind, look: Look) -> bool:
    """Whether the reader sees a small part of all, and nothing is asked of other tables: one look at this part tells every lane."""
    scope = reach_of(look.person).scope(kind.scope or kind.kind, "read")
    if look.looks_elsewhere or scope in (Scope.ALL, Scope.BELOW):
        return False
    return all(are_few(way) for way in _ways(kind, look))


class _Drawer:
    """Draws the lanes of one board."""

    def __init__(self, kind: ListKind, look: Look, field: FilterField, moves: bool) -> None:
        self.kind, self.look, self.field, self.moves, self.at = kind, look, field, moves, now()
        shown = {column.key: column for column in own_columns(kind, look)}
        self.columns = [shown[key] for key in kind.usual if key in shown]
        self.ways = _ways(kind, look)

    def lane(self, rows: Rows, value: Any, title: str, counts: Mapping[Any, int] | None) -> Lane:  # Any: a column value
        look, field = self.look, self.field
        few = self._few(value) if counts is None else None
        ordered, keys, plain = page_keys(look, rows.filter(lane_condition(field, value)) if few is None else few)
        cards = list(loaded_for(self.kind, ordered, self.columns, plain).order_by(*keys)[: CARDS + 1])
        parts = [part for part in look.filter["and"] if part.get("field") != field.key]
        url = look.address(filter={**look.filter, "and": [*parts, lane_filter(field, value)]}, shape="", group="")
        number = str(counts.get(value, 0)) if counts is not None else self._number(value, len(cards), few)
        added = self._added(value) if cards else ""
        drawn = self._cards(cards[:CARDS])
        return Lane(str(value or ""), title, number, added, drawn, url, len(cards) > CARDS)

    def _few(self, value: Any) -> Rows | None:  # Any: a column value
        """The rows of a lane for who sees a part of all, gathered way by way; None where there are many, which are met along the order."""
        condition = lane_condition(self.field, value)
        ways = [way.filter(condition) for way in self.ways]
        if len(ways) < 2 or any(counted(way, COUNTED) > COUNTED for way in ways):
            return None
        return None if self.kind.base is None else gathered(self.kind.base(), ways)

    def _number(self, value: Any, cards: int, few: Rows | None) -> str:  # Any: as above
        """How many stand in a lane. Where conditions ask other tables it is only said that there are more than cards."""
        if cards <= CARDS:
            return str(cards)
        if self.look.looks_elsewhere:
            return _("more than %(n)d") % {"n": CARDS}
        if len(self.ways) > 1 and few is None:
            return _("more than %(n)d") % {"n": COUNTED}
        count = counted(self._all(value) if few is None else few, COUNTED)
        return _("more than %(n)d") % {"n": COUNTED} if count > COUNTED else str(count)

    def _all(self, value: Any) -> Rows:  # Any: as above
        return chosen_rows(self.kind, self.look, to_count=True).filter(lane_condition(self.field, value))

    def _added(self, value: Any) -> str:  # Any: as above
        adding = [column for column in self.columns if column.adds]
        if not adding or self.look.looks_elsewhere:
            return ""
        return " · ".join((totals_of(self._all(value), (adding, []), short=True) or {}).values())

    def _cards(self, rows: Sequence[Any]) -> list[Card]:  # Any: rows of the kind
        ids = [row.pk for row in rows]
        say_listed(self.kind, self.look.person, rows, self.columns)
        mine = changeable_among(self.kind, self.look.person, ids) if self.moves else set()
        return [self._card(row, row.pk in mine) for row in rows]

    def _card(self, row: Any, may_move: bool) -> Card:  # Any: as above
        cells = [
            (str(column.label), cell_of(row, column, self.at).html)
            for column in self.columns
            if not _is_lane(column, self.field)
        ]
        move = reverse("list-cell", args=[self.kind.kind, row.pk, self.field.key]) if may_move else ""
        return Card(row, self.kind.head(row, self.look.hidden), [cell for cell in cells if cell[1]], move)


def _is_lane(column: Column, field: FilterField) -> bool:
    return column.key == field.key
