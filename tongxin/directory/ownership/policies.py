"""May this person decide who keeps what?"""

from typing import Any

from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party


def can_hand_over(person: Any, giver: Person) -> bool:  # Any: also takes Django's anonymous user
    """Administrators, and whoever the giver reports to, directly or through others."""
    return can_administer(person) or (isinstance(person, Person) and giver.pk in everyone_under(person))


def can_hand_over_anybody(person: Any) -> bool:  # Any: as above
    """Whether there is anybody whose things this person may hand over."""
    return can_administer(person) or (isinstance(person, Person) and person.is_active and bool(everyone_under(person)))


def can_mark_key(person: Any, party: Party) -> bool:  # Any: as above
    """Administrators, and whoever leads the owner and may change the customer; never owners themselves."""
    if can_administer(person):
        return True
    if not isinstance(person, Person) or party.owner_id in (None, person.pk):
        return False
    return party.owner_id in everyone_under(person) and Party.objects.changeable_by(person).filter(pk=party.pk).exists()
