"""What must hold before anything is written."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.policies import can_change_task

_LONGEST, _LONGEST_CHAIN = 500, 50


class NotYourTask(PermissionDenied):
    """Only who has to do it, or who asked for it."""


class CannotSeeRecord(ValidationError):
    """The colleague would get a task about something they can't look at."""


class TaskEnded(ValidationError):
    """It is done or given up already."""


class ComesAfter(ValidationError):
    """Another task must be done first."""


def own_task(by: Person, number: int, *, ended: bool = False) -> Task:
    """The task, locked, if the person may change it. Raises NotYourTask; TaskEnded unless `ended` ones are meant too."""
    task = Task.objects.select_for_update(of=("self",)).select_related("owner", "made_by", "after").get(pk=number)
    if not can_change_task(by, task):
        raise NotYourTask(_("Only who has to do it, or who asked for it, changes a task."))
    if not ended and not task.is_open:
        raise TaskEnded(_("It has ended already. Take it up again first."))
    return task


def check_words(text: str) -> str:
    """What is to be done, in one line. Raises ValidationError when empty or too long."""
    text = " ".join(text.split())
    if not text:
        raise ValidationError({"text": _("Say in a word what is to be done.")})
    if len(text) > _LONGEST:
        raise ValidationError({"text": _("Put it in at most 500 characters; details go into the note.")})
    return text


def check_people(people: Iterable[Person], on: Subject | None, *, field: str) -> list[Person]:
    """Everybody works here and sees what the task is about. Raises ValidationError, CannotSeeRecord."""
    found = list(people)
    for one in found:
        if not one.is_active:
            raise ValidationError({field: _("%(name)s no longer works here.") % {"name": one.name}})
        if on is not None and not is_seen(one, on):
            said = _("%(name)s can't see this record. Share it with them first.") % {"name": one.name}
            raise CannotSeeRecord({field: said})
    return found


def check_after(task: Task | None, after: Task | None) -> Task | None:
    """What comes first must not wait for this one in turn. Raises ValidationError."""
    step = after
    for _turn in range(_LONGEST_CHAIN):
        if step is None:
            return after
        if task is not None and step.pk == task.pk:
            break
        step = step.after
    raise ValidationError({"after": _("They would wait for each other. Choose another task.")})
