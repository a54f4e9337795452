"""May this person?"""

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.people.models import Person


def can_see_record(person: Person, *, subject: Subject) -> bool:
    """Whether the record exists for this person."""
    kind = subject_kinds.find(subject.kind)
    return kind is not None and subject.id in kind.visible(person, [subject.id])


def can_attach_file(person: Person, *, file: StoredFile, on: Subject) -> bool:
    """One may put a file one brought in oneself on a record that one sees."""
    return file.uploaded_by_id == person.pk and can_see_record(person, subject=on)


def can_remove_attachment(person: Person, *, attachment: Attachment) -> bool:
    """Who put it there takes it off; administrators take any off that they see."""
    is_own = attachment.added_by_id == person.pk or can_administer(person)
    return is_own and can_see_record(person, subject=attachment.subject)
