"""What follows from an entry outside of its transaction: notices, acts, other flows. Each may be tried again and counts once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.approvals.actions.asking import NoSuchFlow, start_approval
from tongxin.collab.approvals.actions.sitting import Sitting, cause_of
from tongxin.collab.approvals.models import Approval, Delegation, Flow, HistoryEntry
from tongxin.collab.approvals.queries.finding import administrators
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

Told = Mapping[str, Any]  # Any: JSON values of a command
TEXTS = {
    "turn": noop("“%(title)s” waits for your decision"),
    "returned": noop("%(by)s sent “%(title)s” back to you"),
    "heard": noop("%(by)s gave an opinion on “%(title)s”: your turn again"),
    "countered": noop("%(by)s would agree to “%(title)s” with other values: look at the offer"),
    "accepted": noop("%(by)s took your offer on “%(title)s”"),
    "declined": noop("%(by)s did not take your offer on “%(title)s”: your turn again"),
    "transferred": noop("“%(title)s” is in your hands now"),
    "copied": noop("For you to know: “%(title)s”"),
    "chased": noop("%(by)s asks you to look at “%(title)s”"),
    "remind": noop("Half of the promised time for “%(title)s” is over"),
    "due": noop("The promised time for “%(title)s” is over"),
    "late": noop("“%(title)s” is far beyond its promised time"),
    "withdrawn": noop("%(by)s called “%(title)s” off"),
    "ended": noop("%(by)s ended “%(title)s”"),
    "asked": noop("%(by)s asks you about “%(title)s”"),
    "answered": noop("%(by)s answered about “%(title)s”"),
    "stuck": noop("“%(title)s” is stuck: nobody is left to decide. Give it to somebody"),
    "agreed-end": noop("“%(title)s” is agreed"),
    "refused-end": noop("“%(title)s” is refused"),
}


def run_errands(*, approval: int, entries: Iterable[int], job: Handle) -> int:
    """Carry out what the commands of these entries say. Answers how many commands there were."""
    found = Approval.objects.select_related("initiator", "version__flow").get(pk=approval)
    rows = list(
        HistoryEntry.objects.filter(approval=found, number__in=list(entries)).select_related("by").order_by("number")
    )
    commands = [(row, place, told) for row in rows for place, told in enumerate(row.commands)]
    for number, (row, place, told) in enumerate(commands[job.done :], job.done + 1):
        carry_out = _ERRANDS.get(told["do"])
        with transaction.atomic():
            job.within(done=number, total=len(commands))
            if carry_out is not None:
                carry_out(found, row, told, f"{found.pk}:{row.number}:{place}")
    return len(commands)


def _notify(approval: Approval, row: HistoryEntry, about: str, people: Iterable[int], key: str) -> None:
    told = set(people)
    told |= {one.to_id for one in Delegation.objects.holding(now()).filter(person__in=told) if about != "copied"}
    notify(
        people=Person.objects.filter(pk__in=told),
        kind=f"approval.{about}",
        text=TEXTS[about],
        by=row.by,
        on=Subject("approval", approval.pk),
        particulars={"key": key},
    )


def _tell(approval: Approval, row: HistoryEntry, told: Told, key: str) -> None:
    _notify(approval, row, told["about"] if told["about"] in TEXTS else "turn", told["who"], key)


def _tell_administrators(approval: Approval, row: HistoryEntry, told: Told, key: str) -> None:
    _notify(approval, row, "stuck", administrators(), key)


def _tell_end(approval: Approval, row: HistoryEntry, told: Told, key: str) -> None:
    if told["outcome"] in ("agreed", "refused"):
        _notify(approval, row, f"{told['outcome']}-end", {approval.initiator_id, approval.entered_by_id}, key)


def _do(approval: Approval, row: HistoryEntry, told: Told, key: str) -> None:
    """A registered act; what is not registered any more leaves the approval stuck, in sight."""
    act = approval.kind_entry.acts.get(told["act"])
    sitting = Sitting(approval)
    if act is None:
        sitting.write("act_failed", run=told["run"], cause=cause_of(told["run"]))
    else:
        values = dict(act(approval, told["data"], key))
        sitting.write("acted", run=told["run"], values=values, cause=cause_of(told["run"]))
    sitting.close()


def _begin(approval: Approval, row: HistoryEntry, told: Told, key: str) -> None:
    flow = Flow.objects.in_use().filter(key=told["flow"]).first()
    if Approval.objects.filter(part_of=approval, part_run=told["run"]).exists():
        return
    try:
        if flow is None:
            raise NoSuchFlow(told["flow"])
        start_approval(
            by=approval.initiator,
            flow=flow,
            title=approval.title,
            facts=approval.facts,
            subject=approval.subject,
            part_of=(approval, told["run"]),
        )
    except NoSuchFlow:
        sitting = Sitting(approval)
        sitting.write("act_failed", run=told["run"], cause=cause_of(told["run"]))
        sitting.close()


_ERRANDS: dict[str, Callable[[Approval, HistoryEntry, Told, str], None]] = {
    "Tell": _tell,
    "TellAdministrators": _tell_administrators,
    "End": _tell_end,
    "Do": _do,
    "Begin": _begin,
}


def note_part_ended(*, approval: int) -> None:
    """A flow that another one waits for has ended."""
    part = Approval.objects.select_related("part_of").get(pk=approval)
    if part.part_of is None or part.part_run is None:
        return
    with transaction.atomic():
        sitting = Sitting(part.part_of)
        run = sitting.course.state.runs.get(part.part_run)
        if run is not None and run.is_active and part.is_ended:
            sitting.write("sub_ended", run=part.part_run, outcome=part.status, cause=cause_of(part.part_run))
            sitting.close()
