"""May this person?"""

from typing import Any

from tongxin.collab.access.policies import can_administer
from tongxin.directory.memory.policies import can_note_about
from tongxin.directory.parties.models import Party


def can_note_consent(person: Any, party: Party) -> bool:  # Any: also takes Django's anonymous user
    """Whoever sees somebody may write down what they said: refusing must never fail for want of a right."""
    return Party.objects.visible_to(person).living().filter(pk=party.pk).exists()


def can_keep_privacy(person: Any) -> bool:  # Any: as above
    """May order holds, answer subject requests, and read who looked at what: the firm's administrators."""
    return can_administer(person)


def can_see_masked(person: Any, party: Party) -> bool:  # Any: as above
    """Whoever sees the record, or a firm where this person works, sees its masks."""
    return can_note_about(person, party)
