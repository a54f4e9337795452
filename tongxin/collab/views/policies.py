"""May this person?"""

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person
from tongxin.collab.views.models import SavedView


def can_change_view(person: Person, *, view: SavedView) -> bool:
    """The owner may; administrators may where the whole firm sees it."""
    if not person.is_active:
        return False
    return view.owner_id == person.pk or (view.sharing == SavedView.Sharing.FIRM and can_administer(person))


def can_share(person: Person, *, sharing: str) -> bool:
    """Keeping a view to oneself is free; a unit's member shares with it, and administrators with the firm."""
    if sharing == SavedView.Sharing.FIRM:
        return can_administer(person)
    if sharing == SavedView.Sharing.UNIT:
        return bool(reach_of(person).units)
    return sharing == SavedView.Sharing.PRIVATE and person.is_active
