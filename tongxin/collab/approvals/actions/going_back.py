"""Taking a decision back, calling a request off, chasing, reading, remarks, asking around."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.attaching import attached
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYours
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.events import ApprovalMoved
from tongxin.collab.approvals.models import Approval, Copy, Holder, represented_by
from tongxin.collab.approvals.policies import can_watch, is_initiator
from tongxin.collab.approvals.rules import NotPossible, can_take_back, last_decision
from tongxin.collab.approvals.rules.allowed import brought_in, check_chase, check_remove, check_withdraw
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person


class NothingToTakeBack(PermissionDenied):
    """This person has decided nothing here that still stands."""


@transaction.atomic
def take_back(*, by: Person, approval: Approval) -> Approval:
    """Undo one's last decision while nobody has built on it. Raises NothingToTakeBack, DeedRefused."""
    sitting = Sitting(approval)
    mine = last_decision(sitting.course, by.pk)
    if mine is None or mine.by != by.pk:
        raise NothingToTakeBack(_("There is no decision of yours here to take back."))
    if not can_take_back(sitting.course, mine.number):
        raise DeedRefused(_("Somebody has acted on it already. Write to whoever has it now."))
    return _written(sitting, by, "taken_back", entry=mine.number, task=mine.data["task"])


@transaction.atomic
def withdraw(*, by: Person, approval: Approval, reason: str) -> Approval:
    """Call one's own request off. Raises NotYours, DeedRefused."""
    sitting = Sitting(approval)
    if not is_initiator(by, sitting.approval):
        raise NotYours(_("Only who asked for it can call it off."))
    if not reason.strip():
        raise DeedRefused(_("Say in one sentence why, so that nobody has to ask."))
    try:
        check_withdraw(sitting.course)
    except NotPossible as error:
        raise DeedRefused(str(error.text)) from error
    return _written(sitting, by, "withdrawn", reason=reason.strip())


@transaction.atomic
def chase(*, by: Person, approval: Approval, text: str = "") -> Approval:
    """Remind whoever has it now; not more often than the flow allows. Raises NotYours, DeedRefused."""
    sitting = Sitting(approval)
    if not is_initiator(by, sitting.approval) and by.pk not in sitting.course.state.watchers:
        raise NotYours(_("Only who asked for it can remind."))
    try:
        check_chase(sitting.course, sitting.now)
    except NotPossible as error:
        raise DeedRefused(str(error.text)) from error
    return _written(sitting, by, "chased", text=text.strip())


@transaction.atomic
def remark(
    *, by: Person, approval: Approval, text: str, to: Sequence[Person] = (), files: Sequence[StoredFile] = ()
) -> Approval:
    """Say something about it; whoever is named in `to` is told and may read it from now on. Whoever was asked answers by it,
    and who asked is told. Raises DeedRefused."""
    if not text.strip():
        raise DeedRefused(_("Write something first."))
    sitting = Sitting(approval)
    people = [one.pk for one in to if one.is_active]
    askers = [] if people else _waiting_askers(sitting, by)
    kind = "asked" if people else "answered" if askers else "commented"
    proofs = attached(by, sitting.approval, files)
    return _written(sitting, by, kind, text=text.strip(), to=people or askers, **proofs)


def _waiting_askers(sitting: Sitting, person: Person) -> list[int]:
    """Who asked this person something that is not answered yet."""
    waiting: list[int] = []
    for fact in sitting.course.past:
        if fact.kind == "asked" and person.pk in fact.data["to"] and fact.by is not None:
            waiting.append(fact.by)
        elif fact.kind == "answered" and fact.by == person.pk:
            waiting = []
    return list(dict.fromkeys(waiting))


@transaction.atomic
def watch(*, by: Person, approval: Approval) -> Approval:
    """Keep an eye on it: whoever watches is told of every delay and may remind. Raises NotYours, DeedRefused."""
    sitting = Sitting(approval)
    if not can_watch(by, sitting.approval):
        raise NotYours(_("Only who leads the one who asked, or an administrator, can watch it."))
    if sitting.course.state.is_ended or by.pk in sitting.course.state.watchers:
        raise DeedRefused(_("It has ended already, or you watch it already."))
    return _written(sitting, by, "watched", person=by.pk)


@transaction.atomic
def remove_task(*, by: Person, approval: Approval, task: int) -> Approval:
    """Take a task that is not decided off somebody's hands; whoever brought them in may. Raises NotYours, DeedRefused."""
    sitting = Sitting(approval)
    found = sitting.course.state.tasks.get(task)
    if found is None or not brought_in(sitting.course, by.pk, found):
        raise NotYours(_("Only who brought somebody in can spare them the decision."))
    try:
        check_remove(sitting.course, found)
    except NotPossible as error:
        raise DeedRefused(str(error.text)) from error
    return _written(sitting, by, "removed", task=task)


def note_reading(*, by: Person, approval: Approval) -> None:
    """Keep when somebody first opened what waits for them; the initiator sees “read, not decided”."""
    rows = Holder.objects.open().filter(approval=approval, read_at=None)
    unread = list(rows.for_anyone_of(represented_by(by.pk)).values_list("number", flat=True))
    if unread:
        with transaction.atomic():
            sitting = Sitting(approval)
            for number in unread:
                sitting.write("read", by=by, task=number)
            sitting.close()
    Copy.objects.filter(approval=approval, person=by, read_at=None).update(read_at=now())


def _written(sitting: Sitting, by: Person, kind: str, **data: Any) -> Approval:  # Any: JSON values
    sitting.write(kind, by=by, **data)
    approval = sitting.approval
    event = ApprovalMoved(kind=approval.kind, deed=kind)
    tell(event, by=by, on=Subject("approval", approval.pk), customer=approval.customer)
    return sitting.close()
