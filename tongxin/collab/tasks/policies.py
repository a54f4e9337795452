"""May this person?"""

from typing import Any

from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task


def can_change_task(person: Any, task: Task) -> bool:  # Any: as above
    """Who has to do it, and who asked for it."""
    return isinstance(person, Person) and person.is_active and person.pk in (task.owner_id, task.made_by_id)


def can_tick(person: Any, task: Task) -> bool:  # Any: as above
    """The same, and whoever helps."""
    return can_change_task(person, task) or (
        isinstance(person, Person) and person.is_active and task.helping.filter(person=person).exists()
    )
