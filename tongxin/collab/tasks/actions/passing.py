"""A task goes to whoever takes over from its owner."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions.checks import TaskEnded, check_people
from tongxin.collab.tasks.events import TaskChanged
from tongxin.collab.tasks.models import Task


@transaction.atomic
def pass_task(*, by: Person, task: Task, owner: Person, is_return: bool = False) -> Task:
    """Give an open task to another owner, who takes it on anew; without a notice for each of many. Asks nobody whether `by` may: the
    room that hands over does. A return goes to whoever had it, even if they have left. Raises TaskEnded, CannotSeeRecord, ValidationError."""
    found = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if not found.is_open:
        raise TaskEnded(_("It has ended already. Take it up again first."))
    if not is_return:
        check_people([owner], found.subject, field="owner")
    before = found.owner_id
    found.owner, found.accepted_at, found.declined_at, found.decline_reason = owner, None, None, ""
    found.save(update_fields=["owner", "accepted_at", "declined_at", "decline_reason"])
    found.helping.filter(person=owner).delete()
    told = TaskChanged(text=found.text, fields=["owner"], after={"owner": owner.pk})
    tell(told, by=by, on=Subject("task", found.pk), customer=found.customer, before={"owner": before})
    return found
