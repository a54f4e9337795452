"""The list as a board: a lane for each value of a field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.filters import FilterField
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.views.queries import Look
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.columns import OWN, USUAL, loaded_for, own_columns
from tongxin.directory.parties.queries.lanes import (
    counted,
    lane_condition,
    lane_filter,
    lane_titles,
    lanes_in,
    lanes_of,
    tally,
)
from tongxin.directory.parties.queries.listing import chosen

CARDS = 20
COUNTED = 1000
_FIRST = "tier"


class Lane(NamedTuple):
    """One lane: its name, how many customers it holds, the first of them, and the address of all."""

    title: str
    number: str
    cards: Sequence[Party]
    url: str
    has_more: bool


class Board(NamedTuple):
    """All lanes, and by what else they could be made."""

    label: str
    lanes: Sequence[Lane]
    others: Sequence[dict[str, Any]]  # Any: template context


def board_of(look: Look, rows: QuerySet[Party]) -> Board | None:
    """The board by the field asked for, or by the first that the reader may see; None when there is none."""
    # Where spellings mean the same, a lane would lead to more rows than it holds.
    possible = [field for field in look.fields if field.groups and field.kept is None and field.alike is None]
    usual = next((field for field in possible if field.key == _FIRST), possible[0] if possible else None)
    field = look.group if look.group in possible else usual
    if field is None:
        return None
    counts = tally(field, chosen(look, to_count=True)) if _is_narrow(look) else None
    values = lanes_in(field, rows) if counts is None else lanes_of(field, counts)
    titles = lane_titles(field, values)
    others = [
        {"title": one.label, "url": look.address(group=one.key), "current": one.key == field.key} for one in possible
    ]
    return Board(str(field.label), [_lane(look, rows, field, value, titles[value], counts) for value in values], others)


def _is_narrow(look: Look) -> bool:
    """Whether the reader sees a small part of all, and nothing is asked of other tables: one look at this part tells every lane."""
    scope = reach_of(look.person).scope("party", "read")
    return not look.looks_elsewhere and scope not in (Scope.ALL, Scope.BELOW)


def _lane(
    look: Look,
    rows: QuerySet[Party],
    field: FilterField,
    value: Any,  # Any: a column value
    title: str,
    counts: Mapping[Any, int] | None,  # Any: as above
) -> Lane:
    inside = rows.filter(lane_condition(field, value))
    ordered, keys = look.sorted(inside)
    shown = {column.key for column in own_columns(look.person)}
    cards = list(loaded_for(ordered, [OWN[key] for key in USUAL if key in shown]).order_by(*keys)[: CARDS + 1])
    parts = [part for part in look.filter["and"] if part.get("field") != field.key]
    url = look.address(filter={**look.filter, "and": [*parts, lane_filter(field, value)]}, shape="", group="")
    number = str(counts[value]) if counts is not None else _number(look, field, value, len(cards))
    return Lane(title, number, cards[:CARDS], url, len(cards) > CARDS)


def _number(look: Look, field: FilterField, value: Any, cards: int) -> str:  # Any: a column value
    """How many stand in a lane. Where conditions ask other tables it is only said that there are more than cards."""
    if cards <= CARDS:
        return str(cards)
    if look.looks_elsewhere:
        return _("more than %(n)d") % {"n": CARDS}
    count = counted(chosen(look, to_count=True).filter(lane_condition(field, value)), COUNTED)
    return _("more than %(n)d") % {"n": COUNTED} if count > COUNTED else str(count)
