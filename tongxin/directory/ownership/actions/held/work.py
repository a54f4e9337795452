"""Open work: steps, tasks, and what waits for a decision."""

from django.utils.translation import gettext as _

from tongxin.base.registries.held import Was
from tongxin.collab.approvals.actions import reassign
from tongxin.collab.approvals.models import Holder
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import pass_task
from tongxin.collab.tasks.models import Task
from tongxin.directory.activities.actions import change_step
from tongxin.directory.activities.models import Step


def take_step(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """Without a notice for each."""
    change_step(by=by, step=Step.objects.get(pk=number), quietly=True, owner=taker)
    return {}


def give_step_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """If it is open and with the taker still."""
    step = Step.objects.open().filter(pk=number, owner=taker).first()
    if step is not None:
        change_step(by=by, step=step, quietly=True, owner=giver)
    return step is not None


def take_task(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """The taker accepts it anew."""
    pass_task(by=by, task=Task.objects.get(pk=number), owner=taker)
    return {}


def give_task_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """If it is open and with the taker still."""
    task = Task.objects.open().filter(pk=number, owner=taker).first()
    if task is not None:
        pass_task(by=by, task=task, owner=giver, is_return=True)
    return task is not None


def take_decision(by: Person, number: int, giver: Person, taker: Person) -> Was:
    """The duty to decide, with an entry in the approval's own history."""
    holder = Holder.objects.select_related("approval").get(pk=number)
    reason = _("%(giver)s's work was handed over") % {"giver": giver.name}
    reassign(by=by, approval=holder.approval, to=taker, task=holder.number, reason=reason)
    return {"approval": holder.approval_id}


def give_decision_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    """If the taker has not decided, and the giver works here."""
    rows = Holder.objects.undecided().filter(approval=was["approval"], person=taker)
    holder = rows.select_related("approval").order_by("-pk").first()
    if holder is None:
        return False
    reason = _("The hand-over was taken back")
    reassign(by=by, approval=holder.approval, to=giver, task=holder.number, reason=reason)
    return True
