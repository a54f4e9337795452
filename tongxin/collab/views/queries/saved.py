"""Saved views for a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from tongxin.base.database.prepared import prepared
from tongxin.base.filters import VERSION
from tongxin.base.filters.addresses import ME, from_query
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.views.models import SavedView, SavedViewQuerySet
from tongxin.collab.views.policies import can_change_view

_NOT_KEPT = {"after", "view", "sort", "group", "shape", "columns", "filter", "q"}


@dataclass(frozen=True)
class SavedTab:
    """A saved view as a tab of its list. `earlier` is the order of all views with this one a place further to the front."""

    view: SavedView
    url: str
    current: bool
    may_change: bool
    earlier: tuple[int, ...] = ()


def views_for(person: Any, kind: str) -> SavedViewQuerySet:  # Any: also takes Django's anonymous user
    """The views of this list which the person may open, in order."""
    return SavedView.objects.visible_to(person).filter(kind=kind).in_order()


@prepared
def _views(reach: Reach, kind: str) -> QuerySet[SavedView]:
    return SavedView.objects.visible_to(reach).filter(kind=kind).in_order()


def saved_tabs(person: Any, kind: str, path: str, current: str = "") -> list[SavedTab]:  # Any: as above
    """Tabs for the list at `path`; `current` is what its address names as `view`."""
    views = _views(reach_of(person), kind)
    ids = [view.pk for view in views]
    return [
        SavedTab(
            view, f"{path}{view.query}", str(view.pk) == current, can_change_view(person, view=view), _earlier(ids, at)
        )
        for at, view in enumerate(views)
    ]


def _earlier(ids: list[int], at: int) -> tuple[int, ...]:
    return (*ids[: at - 1], ids[at], ids[at - 1], *ids[at + 1 :]) if at else ()


def filter_of(query: QueryDict) -> dict[str, Any]:  # Any: JSON
    """What the address of a list asks for, as a filter: each name an equality, for the list to check. Raises BadFilter."""
    parts: list[dict[str, Any]] = []
    for name, values in query.lists():
        kept = [value for value in values if value.strip()]
        if name in _NOT_KEPT or not kept:
            continue
        if kept == [ME]:
            parts.append({"field": name, "op": "mine"})
        else:
            parts.append(
                {"field": name, "op": "eq", "value": kept[0]}
                if len(kept) == 1
                else {"field": name, "op": "in", "value": kept}
            )
    return {"v": VERSION, "and": [*parts, *from_query(query, [])["and"]]}
