"""One sitting over an approval: its row is locked, entries are written, and everything that follows is written with them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import clocks
from tongxin.collab.approvals.actions.holding import write_holders
from tongxin.collab.approvals.events import ApprovalEnded
from tongxin.collab.approvals.models import Approval, Copy, HistoryEntry, Timer
from tongxin.collab.approvals.queries.finding import people_for
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.rules import (
    Begin,
    Command,
    Do,
    End,
    Fact,
    Find,
    Sleep,
    Tell,
    TellAdministrators,
    decide,
    take,
)
from tongxin.collab.approvals.rules.commands import Copy as CopyTo
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person


class Sitting:
    """Opened inside a transaction, ended by `close`. What is decided stands or falls with the transaction."""

    def __init__(self, approval: Approval) -> None:
        rows = Approval.objects.select_for_update(of=("self",)).select_related("version__flow", "initiator", "unit")
        self.approval = rows.get(pk=approval.pk)
        graph = graph_of(self.approval.version, self.approval.kind)
        self.course = decide(graph, [entry.fact for entry in self.approval.entries.all()])
        self.now: datetime = now()
        self.entries: list[HistoryEntry] = []
        self.errands: list[int] = []
        self.facts_before = dict(self.course.state.facts)

    def write(
        self, kind: str, *, by: Person | None = None, on_behalf: Person | None = None, **data: Any
    ) -> Fact:  # Any: JSON
        """One entry and what follows from it at once."""
        number = self.approval.length + len(self.entries) + 1
        fact = Fact(
            number=number,
            kind=kind,
            at=self.now,
            by=by.pk if by else None,
            on_behalf=on_behalf.pk if on_behalf else None,
            data=data,
        )
        take(self.course, fact)
        commands = list(self.course.commands)
        self.entries.append(
            HistoryEntry(
                approval=self.approval, number=number, kind=kind, at=self.now, by=by, on_behalf=on_behalf, data=data,
                commands=[command.told() for command in commands],
            )
        )  # fmt: skip
        for command in commands:
            self._carry_out(fact, command)
        return fact

    def _carry_out(self, fact: Fact, command: Command) -> None:
        """Finding people belongs to the same transaction; telling and acting is work for afterwards."""
        if isinstance(command, Find):
            people = people_for(command.who, self.approval, self.course)
            self.write(
                "found", run=command.run, node=command.node, people=people, purpose=command.purpose, cause=fact.number
            )
        elif isinstance(command, CopyTo):
            people = people_for(command.who, self.approval, self.course)
            self.write("copied", run=command.run, people=people, cause=fact.number)
        elif isinstance(command, Sleep):
            at = clocks.wake_at(self.approval, self.approval.initiator, command.minutes, command.until, self.now)
            Timer.objects.create(approval=self.approval, number=command.run, mark=Timer.Mark.WAKE, at=at)
        elif isinstance(command, Tell | TellAdministrators | Do | Begin | End):
            self.errands.append(fact.number)

    def close(self) -> Approval:
        """Write it all down."""
        approval, state = self.approval, self.course.state
        HistoryEntry.objects.bulk_create(self.entries)
        approval.length += len(self.entries)
        if state.facts != self.facts_before:
            approval.facts, approval.facts_version = state.facts, approval.facts_version + 1
        was_ended = approval.is_ended
        approval.status, approval.why_stuck = state.status, state.why_stuck
        approval.ended_at = (approval.ended_at or self.now) if state.is_ended else None
        approval.save(
            update_fields=["length", "facts", "facts_version", "status", "why_stuck", "ended_at", "document_version"]
        )
        write_holders(approval, self.course, self.now)
        self._write_copies()
        if self.errands:
            enqueue(
                name="approvals.errands",
                arguments={"approval": approval.pk, "entries": sorted(set(self.errands))},
            )
        if state.is_ended and not was_ended:
            self._tell_end()
        return approval

    def _write_copies(self) -> None:
        people = [one for entry in self.entries if entry.kind == "copied" for one in entry.data["people"]]
        people += [one for entry in self.entries if entry.kind == "asked" for one in entry.data["to"]]
        people += [entry.data["person"] for entry in self.entries if entry.kind == "watched"]
        rows = [Copy(approval=self.approval, person_id=one, at=self.now) for one in dict.fromkeys(people)]
        if rows:
            Copy.objects.bulk_create(rows, ignore_conflicts=True)

    def _tell_end(self) -> None:
        """The room of the document does its part in the same transaction; a flow that waits for this one goes on."""
        approval = self.approval
        approval.kind_entry.ended(approval, approval.status)
        event = ApprovalEnded(kind=approval.kind, outcome=approval.status)
        by = self.entries[-1].by if self.entries else None
        tell(event, by=by, on=Subject("approval", approval.pk), customer=approval.customer)
        if approval.part_of_id is not None:
            enqueue(name="approvals.part_ended", arguments={"approval": approval.pk})


def node_name(approval: Approval, course: Any, run: int) -> str:  # Any: a Course
    """What the step of a run is called."""
    key = course.state.runs[run].node
    return str(course.graph.nodes[key].name) if key else _("Back with the requester")
