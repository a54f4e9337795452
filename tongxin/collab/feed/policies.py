"""May this person?"""

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person


def can_open_to_others(person: Person, on: Subject) -> bool:
    """Whether the person may show the record to somebody outside its scope: who may change it."""
    kind = subject_kinds.find(on.kind)
    return kind is not None and kind.changeable is not None and on.id in kind.changeable(person, {on.id})
