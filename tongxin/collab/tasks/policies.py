"""May this person?"""

from typing import Any

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task


def can_see_subject(person: Any, subject: Subject) -> bool:  # Any: also takes Django's anonymous user
    """Whether the record is within the person's sight. Kinds that nobody knows are in nobody's."""
    kind = subject_kinds.find(subject.kind)
    return kind is not None and subject.id in kind.visible(person, {subject.id})


def can_change_task(person: Any, task: Task) -> bool:  # Any: as above
    """Who has to do it, and who asked for it."""
    return isinstance(person, Person) and person.is_active and person.pk in (task.owner_id, task.made_by_id)


def can_tick(person: Any, task: Task) -> bool:  # Any: as above
    """The same, and whoever helps."""
    return can_change_task(person, task) or (
        isinstance(person, Person) and person.is_active and task.helping.filter(person=person).exists()
    )
