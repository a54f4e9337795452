"""May this person?"""

from datetime import datetime

from tongxin.collab.access.policies import can_administer, can_import
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.models import Import


def can_change_import(person: Person, *, of: Import) -> bool:
    """Whoever dropped the file, and administrators, as long as they may import."""
    return can_import(person) and (of.started_by_id == person.pk or can_administer(person))


def can_undo_import(person: Person, *, of: Import, now: datetime) -> bool:
    """Whoever dropped the file, and administrators, for 30 days, while something of it is in."""
    in_it = of.condition in (Import.State.DONE, Import.State.PAUSED, Import.State.FAILED)
    return in_it and now <= of.undo_until and can_change_import(person, of=of)
