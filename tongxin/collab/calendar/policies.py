"""May this person?"""

from typing import Any

from tongxin.collab.access.policies import can_administer
from tongxin.collab.calendar.models import Entry


def can_change_entry(person: Any, entry: Entry) -> bool:  # Any: as above
    """Who may write in its calendar."""
    return Entry.objects.changeable_by(person).filter(pk=entry.pk).exists()


def can_keep_resources(person: Any) -> bool:  # Any: as above
    """Who says which rooms and cars there are."""
    return can_administer(person)
