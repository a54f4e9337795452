"""Giving somebody's view to somebody else, when they leave or move."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions.saving import NotYourView
from tongxin.collab.views.events import ViewChanged
from tongxin.collab.views.models import SavedView

_LONGEST = 60


@transaction.atomic
def give_view(*, by: Person, view: SavedView, owner: Person) -> SavedView:
    """Make `owner` the owner of a shared view; a name that is taken gets a number. Raises NotYourView.

    Administrators may, and whoever the old owner reports to. Private views stay: they were meant for nobody else.
    """
    found = SavedView.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=view.pk).first()
    if found is None or found.sharing == SavedView.Sharing.PRIVATE:
        raise NotYourView(_("This view is somebody else's. Save it under a name of your own."))
    if not (can_administer(by) or found.owner_id in everyone_under(by)):
        raise NotYourView(_("This view is somebody else's. Save it under a name of your own."))
    before = {"owner": found.owner_id, "name": found.name}
    taken = set(
        SavedView.objects.filter(owner=owner, kind=found.kind).exclude(pk=found.pk).values_list("name", flat=True)
    )
    found.name = next(name for name in _names(found.name, len(taken)) if name not in taken)
    found.owner = owner
    found.version += 1
    found.save()
    tell(ViewChanged(view=found.name, fields=["owner"]), by=by, on=Subject("view", found.pk), before=before)
    return found


def _names(name: str, count: int) -> list[str]:
    """The name itself, then with numbers, one of which must be free."""
    return [name, *(f"{name[: _LONGEST - 6]} {number}" for number in range(2, count + 3))]
