"""What follows from an entry outside of its transaction: notices, acts, other flows. Each may be tried again and counts once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.approvals.actions.asking import NoSuchFlow, start_approval
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.models import Approval, Delegation, Flow, HistoryEntry
from tongxin.collab.approvals.queries.finding import administrators
from tongxin.collab.approvals.queries.shown import course_of
from tongxin.collab.approvals.rules.course import born_by
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

Told = Mapping[str, Any]  # Any: JSON values of a command
Learnt = Mapping[str, Any] | None  # Any: JSON values that an act found out
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
    "nobody": noop("“%(title)s” is stuck: nobody is left to decide. Give it to somebody"),
    "act": noop("“%(title)s” is stuck: what should happen by itself failed. Try again or let it go on"),
    "agreed-end": noop("“%(title)s” is agreed"),
    "refused-end": noop("“%(title)s” is refused"),
}
# What needs nothing of its reader.
NEWS = {"accepted", "copied", "withdrawn", "ended", "answered", "agreed-end", "refused-end"}


def run_errands(*, approval: int, entries: Iterable[int], job: Handle, skip: int = 0) -> int:
    """Carry out what the commands of these entries say, from the one after `skip`. Answers how many commands there were."""
    found = Approval.objects.select_related("initiator", "version__flow").get(pk=approval)
    commands = _commands(found, entries)
    done = max(job.done, skip)
    for number, (row, place, told) in enumerate(commands[done:], done + 1):
        # Outside of the transaction: what reaches another program may take its time, and nobody waits for it here.
        learnt = _act(found, told) if told["do"] == "Do" else None
        with transaction.atomic():
            job.within(done=number, total=len(commands))
            _ERRANDS.get(told["do"], _nothing)(found, row, told, f"{found.pk}:{row.number}:{place}", learnt)
    return len(commands)


def give_up_errands(*, approval: int, entries: Iterable[int], done: int) -> None:
    """After the last try: what failed stands in sight, and what comes after it is carried out all the same."""
    found = Approval.objects.select_related("version__flow").get(pk=approval)
    commands = _commands(found, entries)
    failed = commands[done][2] if done < len(commands) else {}
    if "run" in failed:
        _note_failure(found, failed)
    if done + 1 < len(commands):
        arguments = {"approval": approval, "entries": sorted(entries), "skip": done + 1}
        enqueue(name="approvals.errands", arguments=arguments)


def _commands(approval: Approval, entries: Iterable[int]) -> list[tuple[HistoryEntry, int, Told]]:
    """Notices first: what may fail and be tried again must not keep them."""
    rows = HistoryEntry.objects.filter(approval=approval, number__in=list(entries)).select_related("by")
    found = [(row, place, told) for row in rows.order_by("number") for place, told in enumerate(row.commands)]
    return sorted(found, key=lambda one: one[2]["do"] in ("Do", "Begin"))


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
        matter="news" if about in NEWS else "turn",
        key=f"approval:{key}",
    )


def _nothing(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
    """What was done in the transaction of the decision."""


def _tell(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
    _notify(approval, row, told["about"] if told["about"] in TEXTS else "turn", told["who"], key)


def _tell_administrators(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
    _notify(approval, row, told["why"], administrators(), key)


def _tell_end(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
    if told["outcome"] in ("agreed", "refused"):
        _notify(approval, row, f"{told['outcome']}-end", {approval.initiator_id, approval.entered_by_id}, key)


def _act(approval: Approval, told: Told) -> Learnt:
    """Run a registered act, if it is still wanted. What it learnt; None for one that is not registered any more."""
    act = approval.kind_entry.acts.get(told["act"])
    course, _entries = course_of(approval)
    run = course.state.runs.get(told["run"])
    if act is None or run is None or not run.is_active:
        return None
    return dict(act(approval, told["data"], f"{approval.pk}:{told['run']}"))


def _note_act(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
    if learnt is None:
        _note_failure(approval, told)
        return
    sitting = Sitting(approval)
    sitting.write("acted", run=told["run"], values=dict(learnt), cause=born_by(told["run"]))
    sitting.close()


def _note_failure(approval: Approval, told: Told) -> None:
    """It could not be done: the approval is stuck, in sight of those who care for flows."""
    sitting = Sitting(approval)
    run = sitting.course.state.runs.get(told["run"])
    if run is not None and run.is_active:
        sitting.write("act_failed", run=told["run"], cause=born_by(told["run"]))
        sitting.close()


def _begin(approval: Approval, row: HistoryEntry, told: Told, key: str, learnt: Learnt) -> None:
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
    except ValidationError:  # no such flow, or one that needs facts which this one has not
        _note_failure(approval, told)


_ERRANDS: dict[str, Callable[[Approval, HistoryEntry, Told, str, Learnt], None]] = {
    "Tell": _tell,
    "TellAdministrators": _tell_administrators,
    "End": _tell_end,
    "Do": _note_act,
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
            sitting.write("sub_ended", run=part.part_run, outcome=part.status, cause=born_by(part.part_run))
            sitting.close()
