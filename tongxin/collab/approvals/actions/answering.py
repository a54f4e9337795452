"""Answering a task: the one action by which people decide, on every door."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions.attaching import attached
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYourTurn, SeenOld
from tongxin.collab.approvals.actions.sitting import Sitting, node_name
from tongxin.collab.approvals.actions.values import values_with
from tongxin.collab.approvals.events import ApprovalMoved
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.policies import tasks_in_hand
from tongxin.collab.approvals.rules import NotPossible, Task
from tongxin.collab.approvals.rules.allowed import (
    check_batch,
    check_chosen,
    check_deed,
    check_people,
    check_proofs,
    check_reason,
    check_return,
)
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person

Json = Mapping[str, Any]  # Any: JSON values
# What is written for each deed.
ENTRIES = {
    "agree": "agreed",
    "refuse": "refused",
    "return": "returned",
    "counter": "countered",
    "accept": "accepted",
    "decline": "declined",
    "transfer": "transferred",
    "consult": "consulted",
    "add_before": "added_before",
    "add_after": "added_after",
    "add_beside": "added_beside",
    "claim": "claimed",
    "put_back": "put_back",
    "resubmit": "resubmitted",
}
_WITH_PEOPLE = ("transfer", "consult", "add_before", "add_after", "add_beside")


@transaction.atomic
def answer(
    *,
    by: Person,
    approval: Approval,
    deed: str,
    task: int | None = None,
    reason: str = "",
    people: Sequence[Person] = (),
    to: str = "",
    straight: bool = False,
    values: Json | None = None,
    chosen: Mapping[str, Sequence[int]] | None = None,
    seen: int | None = None,
    files: Sequence[StoredFile] = (),
    signature: StoredFile | None = None,
    is_batch: bool = False,
) -> Approval:
    """Do a deed on a task that is in this person's hand, or in the hand of somebody whom this person stands in for.

    `task` is its number (without it the first in hand), `people` whom to bring in, `to` the step to go back to (none: the
    initiator), `straight` whether it comes straight back, `values` what a counter-offer or this step fills in, `chosen` people of
    later steps, `seen` the version of the facts that was shown; `files` and `signature` are this person's own; `is_batch` says that
    many are answered with one sentence. Raises NotYourTurn, DeedRefused, SeenOld.
    """
    sitting = Sitting(approval)
    mine = _in_hand(sitting, by, task)
    _check_seen(sitting, deed, seen)
    numbers = [one.pk for one in people if one.is_active]
    try:
        _check(sitting, mine, deed, reason=reason, to=to, numbers=numbers, chosen=chosen or {}, is_batch=is_batch)
        check_proofs(sitting.course, mine, deed, has_file=bool(files), has_signature=signature is not None)
        data = values_with(sitting, mine, deed, values or {})
    except NotPossible as error:
        raise DeedRefused(str(error.text)) from error
    data |= _said(deed, reason=reason.strip(), to=to, straight=straight, numbers=numbers)
    data |= {"chosen": {key: list(who) for key, who in chosen.items()}} if chosen else {}
    data |= attached(by, sitting.approval, files, signature)
    return _written(sitting, by, mine, deed, data)


def _check(
    sitting: Sitting, mine: Task, deed: str, *, reason: str, to: str, numbers: list[int], chosen: Mapping[str, Sequence[int]],
    is_batch: bool,
) -> None:  # fmt: skip
    """Whether this deed fits where the approval stands, and has what it needs. Raises NotPossible."""
    course = sitting.course
    check_deed(course, mine, deed)
    if is_batch:
        check_batch(course, mine)
    check_reason(course, mine, deed, reason)
    if deed in _WITH_PEOPLE:
        check_people(course, mine, numbers)
    if deed == "return":
        check_return(course, course.state.runs[mine.run], to)
    check_chosen(course.graph, chosen, "previous")


def _said(deed: str, *, reason: str, to: str, straight: bool, numbers: list[int]) -> dict[str, Any]:  # Any: JSON values
    """What the history keeps of what was said with this deed."""
    said: dict[str, Any] = {"reason": reason} if reason else {}  # Any: as above
    if deed == "return":
        said["to"] = to
    if deed in ("return", "resubmit"):
        said["straight"] = straight
    if deed == "transfer":
        said["to"] = numbers[0]
    elif deed in _WITH_PEOPLE:
        said["people"] = numbers
    return said


def _written(sitting: Sitting, by: Person, mine: Task, deed: str, data: dict[str, Any]) -> Approval:  # Any: JSON
    holder = None if mine.person == by.pk else Person.objects.get(pk=mine.person)
    step = node_name(sitting.approval, sitting.course, mine.run)
    sitting.write(ENTRIES[deed], by=by, on_behalf=holder, task=mine.number, **data)
    approval = sitting.approval
    tell(
        ApprovalMoved(kind=approval.kind, deed=ENTRIES[deed], step=step),
        by=by,
        on=Subject("approval", approval.pk),
        customer=approval.customer,
        on_behalf_of=holder,
    )
    return sitting.close()


def _in_hand(sitting: Sitting, by: Person, number: int | None) -> Task:
    """The task, seen on the locked approval. Raises NotYourTurn, DeedRefused."""
    in_hand = tasks_in_hand(by, sitting.approval, sitting.course)
    if number is not None:
        in_hand = [task for task in in_hand if task.number == number]
    if in_hand:
        return in_hand[0]
    known = sitting.course.state.tasks.get(number or 0)
    if known is not None and not known.is_open and by.pk in (known.person, known.acted_by):
        raise DeedRefused(_("This has been decided already. Reload the page to see by whom."))
    raise NotYourTurn(_("It is not in your hands now. The page says who has it."))


def _check_seen(sitting: Sitting, deed: str, seen: int | None) -> None:
    """An agreement holds for what was shown. Raises SeenOld."""
    approval = sitting.approval
    if seen is not None and seen != approval.facts_version:
        raise SeenOld(_("The request was changed while you were reading. Look at it once more before you decide."))
    if deed in ("agree", "accept") and approval.kind_entry.version(approval) != approval.document_version:
        raise SeenOld(_("The document was changed after this was asked for. Send it back to the initiator."))
