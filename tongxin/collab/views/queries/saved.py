"""Saved views for a person."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tongxin.base.filters import VERSION
from tongxin.base.filters.addresses import ME, from_query
from tongxin.collab.views.models import SavedView, SavedViewQuerySet
from tongxin.collab.views.policies import can_change_view

_NOT_KEPT = {"after", "view", "sort", "group", "shape", "columns", "filter", "q"}


@dataclass(frozen=True)
class Tab:
    """A saved view as a tab of its list."""

    view: SavedView
    url: str
    current: bool
    may_change: bool


def views_for(person: Any, kind: str) -> SavedViewQuerySet:  # Any: also takes Django's anonymous user
    """The views of this list which the person may open, in order."""
    return SavedView.objects.visible_to(person).filter(kind=kind).in_order()


def saved_tabs(person: Any, kind: str, path: str, current: str = "") -> list[Tab]:  # Any: as above
    """Tabs for the list at `path`; `current` is what its address names as `view`."""
    return [
        Tab(view, f"{path}{view.query}", str(view.pk) == current, can_change_view(person, view=view))
        for view in views_for(person, kind)
    ]


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
