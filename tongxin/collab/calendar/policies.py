"""May this person?"""

from typing import Any

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.calendar.models import Entry


def can_see_subject(person: Any, subject: Subject) -> bool:  # Any: also takes Django's anonymous user
    """Whether the record is within the person's sight. Kinds that nobody knows are in nobody's."""
    kind = subject_kinds.find(subject.kind)
    return kind is not None and subject.id in kind.visible(person, {subject.id})


def can_change_entry(person: Any, entry: Entry) -> bool:  # Any: as above
    """Who may write in its calendar."""
    return Entry.objects.changeable_by(person).filter(pk=entry.pk).exists()


def can_keep_resources(person: Any) -> bool:  # Any: as above
    """Who says which rooms and cars there are."""
    return can_administer(person)
