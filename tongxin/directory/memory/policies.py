"""May this person note, see, put right?"""

from typing import Any

from tongxin.collab.access.policies import locked_fields
from tongxin.directory.memory.models import PRIVATE, Fact, Kind
from tongxin.directory.parties.models import Contact, Party, sees


def can_note_about(person: Any, party: Party) -> bool:  # Any: also takes Django's anonymous user
    """Whoever sees the party, or a firm where this person works."""
    if Party.objects.visible_to(person).living().filter(pk=party.pk).exists():
        return True
    works = Contact.objects.current().filter(sees(person, "party_id"), person=party)
    return works.exists() and Party.objects.living().filter(pk=party.pk).exists()


def writable_kinds(person: Any) -> list[Kind]:  # Any: as above
    """Kinds of facts which the person's roles let them write."""
    locked = locked_fields(person, "party")
    return [kind for kind in Kind if PRIVATE.get(kind) not in locked]


def can_correct(person: Any, fact: Fact) -> bool:  # Any: as above
    """Who noted it, and whoever may change whom it is about."""
    return fact.kind in writable_kinds(person) and Fact.objects.changeable_by(person).filter(pk=fact.pk).exists()
