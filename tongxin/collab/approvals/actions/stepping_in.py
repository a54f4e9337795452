"""Stepping in: what those who care for flows may do with any approval. Always with a reason, always in the trace."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYours
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.events import ApprovalMoved
from tongxin.collab.approvals.models import Approval, Holder, Timer
from tongxin.collab.approvals.policies import can_care_for_flows
from tongxin.collab.approvals.queries.finding import administrators, present
from tongxin.collab.people.models import Person


@transaction.atomic
def end_approval(*, by: Person, approval: Approval, reason: str) -> Approval:
    """End it without a decision. Raises NotYours, DeedRefused."""
    return _step_in(by, approval, "ended", reason)


@transaction.atomic
def suspend(*, by: Person, approval: Approval, reason: str, until: datetime | None = None) -> Approval:
    """Let clocks and tasks rest, until an instant or until somebody lets it go on. Raises NotYours, DeedRefused."""
    found = _step_in(by, approval, "suspended", reason)
    if until is not None:
        Timer.objects.update_or_create(
            approval=found, number=0, mark=Timer.Mark.RESUME, defaults={"at": until, "fired_at": None}
        )
    return found


@transaction.atomic
def resume(*, by: Person, approval: Approval, reason: str) -> Approval:
    """Let it go on before the pause is over. Raises NotYours, DeedRefused."""
    return _step_in(by, approval, "resumed", reason)


@transaction.atomic
def move(*, by: Person, approval: Approval, to: str, reason: str) -> Approval:
    """Put it at another step, or open it again there after its end; what was said stays. Raises NotYours, DeedRefused."""
    return _step_in(by, approval, "moved", reason, to=to)


@transaction.atomic
def reassign(
    *, by: Person, approval: Approval, to: Person, reason: str, task: int | None = None, run: int | None = None
) -> Approval:
    """Give a task to somebody else, or a step without people to somebody. Raises NotYours, DeedRefused."""
    if not to.is_active:
        raise DeedRefused(_("This person does not work here any more. Choose somebody else."))
    return _step_in(by, approval, "reassigned", reason, to=to.pk, task=task or 0, run=run or 0)


@transaction.atomic
def try_again(*, by: Person, approval: Approval, run: int, reason: str) -> Approval:
    """Have done once more what failed. Raises NotYours, DeedRefused."""
    return _step_in(by, approval, "tried_again", reason, run=run)


@transaction.atomic
def go_on_without(*, by: Person, approval: Approval, run: int, reason: str) -> Approval:
    """Let it go on without what failed. Raises NotYours, DeedRefused."""
    return _step_in(by, approval, "gone_on", reason, run=run)


def replace_leaver(*, leaver: int) -> int:
    """Whoever does not work here any more decides nothing: the superior does, else who cares for flows. Answers how many tasks moved."""
    person = Person.objects.get(pk=leaver)
    to = Person.objects.filter(pk__in=(present([leaver]) or administrators())[:1]).first()
    if person.is_active or to is None:
        return 0
    rows = list(Holder.objects.undecided().filter(person=person).select_related("approval").order_by("id"))
    for row in rows:
        with transaction.atomic():
            _step_in(None, row.approval, "reassigned", "", to=to.pk, task=row.number, run=0)
    return len(rows)


def _step_in(
    by: Person | None, approval: Approval, kind: str, reason: str, **data: Any
) -> Approval:  # Any: JSON values
    if by is not None and not can_care_for_flows(by):
        raise NotYours(_("Only an administrator may step in."))
    if by is not None and not reason.strip():
        raise DeedRefused(_("Say in one sentence why, so that nobody has to ask."))
    sitting = Sitting(approval)
    _check(sitting, kind, data)
    sitting.write(kind, by=by, reason=reason.strip(), **data)
    found = sitting.close()
    event = ApprovalMoved(kind=found.kind, deed=kind)
    tell(event, by=by, on=Subject("approval", found.pk), customer=found.customer)
    return found


def _check(sitting: Sitting, kind: str, data: dict[str, Any]) -> None:  # Any: JSON values
    status = sitting.course.state.status
    if kind != "moved" and sitting.course.state.is_ended:
        raise DeedRefused(_("It has ended already."))
    if (kind == "suspended") != (status in ("running", "stuck")) and kind in ("suspended", "resumed"):
        raise DeedRefused(_("It is not under way now."))
    if kind == "moved" and data["to"] not in {step.key for step in sitting.course.graph.steps()}:
        raise DeedRefused(_("This flow has no such step."))
    state = sitting.course.state
    if kind in ("tried_again", "gone_on") and data["run"] not in {run.number for run in state.failed_runs()}:
        raise DeedRefused(_("Nothing failed here, or somebody has seen to it."))
    if kind == "reassigned":
        task, run = state.tasks.get(data["task"]), state.runs.get(data["run"])
        if not (task is not None and task.is_undecided) and not (run is not None and run.status == "asking"):
            raise DeedRefused(_("This has been decided already. Reload the page to see by whom."))
