"""Changing, sharing, deleting and reordering views."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions.saving import NotYourView, fit_filter, free_name, unit_to_share_with
from tongxin.collab.views.events import ViewChanged, ViewDeleted, ViewShared, ViewsReordered
from tongxin.collab.views.models import SavedView
from tongxin.collab.views.policies import can_change_view

CHANGEABLE = {"name", "filter", "sort", "columns", "group", "shape"}


def _locked(by: Person, view: SavedView) -> SavedView:
    """The row as it is now, asked about anew: somebody may have shared or deleted it meanwhile. Raises NotYourView."""
    found = SavedView.objects.select_for_update().visible_to(by).filter(pk=view.pk).first()
    if found is None or not can_change_view(by, view=found):
        raise NotYourView(_("This view is somebody else's. Save it under a name of your own."))
    return found


@transaction.atomic
def change_view(*, by: Person, view: SavedView, **values: Any) -> SavedView:  # Any: CHANGEABLE columns
    """Give a view another name, filter, order or layout. Raises NotYourView, ViewNameTaken, UnfitView."""
    view = _locked(by, view)
    changed = {key: value for key, value in values.items() if key in CHANGEABLE and getattr(view, key) != value}
    if not changed:
        return view
    before = {key: getattr(view, key) for key in changed}
    others = SavedView.objects.filter(owner=view.owner_id, kind=view.kind).exclude(pk=view.pk)
    for key, value in changed.items():
        setattr(
            view, key, free_name(others, value) if key == "name" else fit_filter(value) if key == "filter" else value
        )
    view.version += 1
    view.full_clean()
    view.save()
    tell(ViewChanged(view=view.name, fields=sorted(changed)), by=by, on=Subject("view", view.pk), before=before)
    return view


@transaction.atomic
def share_view(*, by: Person, view: SavedView, sharing: str) -> SavedView:
    """Open a view to one's unit or the firm, or keep it to oneself again. Raises NotYourView."""
    view = _locked(by, view)
    if view.sharing == sharing:
        return view
    before = {"sharing": view.sharing, "unit": view.unit_id}
    view.sharing, view.unit = sharing, unit_to_share_with(by, sharing)
    view.version += 1
    view.save()
    tell(ViewShared(view=view.name, sharing=sharing), by=by, on=Subject("view", view.pk), before=before)
    return view


@transaction.atomic
def delete_view(*, by: Person, view: SavedView) -> None:
    """Let a view go. Raises NotYourView."""
    view = _locked(by, view)
    subject, event = Subject("view", view.pk), ViewDeleted(view=view.name, kind=view.kind)
    before = {"filter": view.filter, "sort": view.sort, "columns": view.columns, "sharing": view.sharing}
    view.delete()
    tell(event, by=by, on=subject, before=before)


@transaction.atomic
def reorder_views(*, by: Person, kind: str, ids: Sequence[int]) -> None:
    """Put one's views of a list into this order; views that are not one's own to change stay where they are."""
    views = {
        view.pk: view for view in SavedView.objects.select_for_update().visible_to(by).filter(kind=kind).order_by("pk")
    }
    mine = [views[pk] for pk in dict.fromkeys(ids) if pk in views and can_change_view(by, view=views[pk])]
    for view, position in zip(mine, sorted(view.position for view in mine), strict=True):
        view.position = position
    SavedView.objects.bulk_update(mine, ["position"])
    if mine:
        tell(ViewsReordered(kind=kind, views=[view.pk for view in mine]), by=by, on=Subject("person", by.pk))
