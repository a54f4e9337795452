"""Keeping a view under a name."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.filters import VERSION
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import reach_of
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.collab.views.events import ViewSaved
from tongxin.collab.views.models import SavedView
from tongxin.collab.views.policies import can_share

MOST = 50
_LONGEST = 8_000


class NotYourView(PermissionDenied):
    """Somebody else decides about this view or this circle of readers."""


class ViewNameTaken(ValidationError):
    """The person has a view of this list under this name already."""


class TooManyViews(ValidationError):
    """Nobody finds a view among more tabs."""


class UnfitView(ValidationError):
    """The view can't be kept like this."""


@transaction.atomic
def save_view(
    *,
    by: Person,
    kind: str,
    name: str,
    filter: dict[str, Any],  # Any: JSON
    sort: str = "",
    columns: Sequence[str] = (),
    group: str = "",
    shape: str = "",
    sharing: str = SavedView.Sharing.PRIVATE,
) -> SavedView:
    """Keep how somebody looks at a list. Raises NotYourView, ViewNameTaken, TooManyViews, UnfitView."""
    own = SavedView.objects.filter(owner=by, kind=kind)
    if own.count() >= MOST:
        raise TooManyViews(_("You have %(n)d views of this list. Delete one first.") % {"n": MOST})
    view = SavedView(
        kind=kind,
        owner=by,
        sharing=sharing,
        unit=unit_to_share_with(by, sharing),
        sort=sort,
        group=group,
        shape=shape,
        saved_at=now(),
    )
    view.name = free_name(own, name)
    view.filter = fit_filter(filter)
    view.columns = list(columns)
    view.position = (SavedView.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0) + 1
    view.full_clean()
    view.save(force_insert=True)
    tell(ViewSaved(view=view.name, kind=kind), by=by, on=Subject("view", view.pk))
    return view


def free_name(own: Any, name: str) -> str:  # Any: QuerySet of the owner's views of the list
    """The name as it is stored. Raises ViewNameTaken, UnfitView."""
    name = clean(name)
    if not name:
        raise UnfitView({"name": _("Give the view a name.")})
    if own.filter(name=name).exists():
        raise ViewNameTaken({"name": _("You have a view “%(name)s” already.") % {"name": name}})
    return name


def fit_filter(filter: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """The filter, if it has the outer form of one; its fields are checked by the list each time. Raises UnfitView."""
    if filter.get("v") != VERSION or len(json.dumps(filter)) > _LONGEST:
        raise UnfitView({"filter": _("This filter can't be kept.")})
    return filter


def unit_to_share_with(by: Person, sharing: str) -> Unit | None:
    """The main unit of the person when sharing with a unit. Raises NotYourView."""
    if not can_share(by, sharing=sharing):
        raise NotYourView(_("You can't share a view with so many people. Ask your administrator."))
    return reach_of(by).units[0] if sharing == SavedView.Sharing.UNIT else None
