"""What may be done now: asked by the pages to offer it and by the actions to allow it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.graph import Graph, Step
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.approvals.rules.state import Run, Task


class NotPossible(ValueError):
    """The deed does not fit where the approval stands. The text says what to do instead."""

    def __init__(self, text: LazyText) -> None:
        super().__init__(text)
        self.text = text


# What somebody who was asked for an opinion, or was inserted, may do besides that.
_INSERTED = {
    "before": ("agree", "refuse", "transfer"),
    "after": ("agree", "refuse", "transfer"),
    "consult": ("agree", "refuse"),
    "mend": ("resubmit",),
    "counter": ("accept", "decline"),
}


def deeds_of(course: Course, task: Task) -> list[str]:
    """What the holder of a task may do with it now."""
    if not task.is_open or course.state.status not in ("running", "stuck"):
        return []
    if task.origin in _INSERTED:
        return list(_INSERTED[task.origin])
    node = course.graph.step(course.state.runs[task.run].node)
    offered = [deed for deed in _IN_ORDER if deed in node.deeds]
    if task.person == course.state.initiator:
        offered = [deed for deed in offered if deed != "counter"]
    if node.is_do:
        offered = [deed for deed in offered if deed not in ("refuse", "counter")]
    if node.how == "claim":
        offered = [*offered, "put_back"] if task.origin == "transfer" else ["claim", *offered]
    return offered


_IN_ORDER = ("agree", "refuse", "return", "counter", "transfer", "consult", "add_before", "add_after", "add_beside")


def check_deed(course: Course, task: Task, deed: str) -> None:
    """Raises NotPossible when the holder of the task may not do this now."""
    if course.state.status == "suspended":
        raise NotPossible(_("This approval is suspended. It goes on when the pause is over."))
    if not task.is_open:
        raise NotPossible(_("This has been decided already. Reload the page to see by whom."))
    if deed not in deeds_of(course, task):
        raise NotPossible(_("This flow does not allow that here. Choose another way to answer."))


def check_reason(course: Course, task: Task, deed: str, reason: str) -> None:
    """A refusal says why; an agreement where the flow wants it. Raises NotPossible."""
    node = course.graph.nodes.get(course.state.runs[task.run].node)
    needs = deed in ("refuse", "return", "decline") or (
        deed == "agree" and isinstance(node, Step) and node.agree_needs_reason
    )
    if needs and not reason.strip():
        raise NotPossible(_("Say in one sentence why, so that nobody has to ask."))


def allows_batch(course: Course, task: Task) -> bool:
    """Whether this task may be agreed to together with others."""
    node = course.graph.nodes.get(course.state.runs[task.run].node)
    return isinstance(node, Step) and node.batch and task.origin in ("normal", "beside", "transfer")


def check_batch(course: Course, task: Task) -> None:
    """Raises NotPossible where the flow wants each looked at by itself."""
    if not allows_batch(course, task):
        raise NotPossible(_("This flow wants each one looked at by itself."))


def check_proofs(course: Course, task: Task, deed: str, *, has_file: bool, has_signature: bool) -> None:
    """Where the flow wants a file or a signature, an agreement brings it. Raises NotPossible."""
    node = course.graph.nodes.get(course.state.runs[task.run].node)
    if deed != "agree" or not isinstance(node, Step) or task.origin in ("before", "after", "consult"):
        return
    if node.attach and not has_file:
        raise NotPossible(_("This step asks for a file. Attach it, then agree."))
    if node.sign and not has_signature:
        raise NotPossible(_("This step asks for your signature. Sign, then agree."))


def check_chosen(graph: Graph, chosen: Mapping[str, Sequence[int]], source: str) -> None:
    """People are chosen only where the flow lets somebody choose, out of those it names, and as many as it wants. Raises NotPossible."""
    open_steps = {step.key: one for step, one in graph.to_choose(source)}
    for key, people in chosen.items():
        among = open_steps.get(key, {}).get("among")
        if key not in open_steps or (among is not None and not set(people) <= set(among)):
            raise NotPossible(_("The flow does not let you choose this person here. Choose somebody else."))
    for key, one in open_steps.items():
        count = len(set(chosen.get(key, ())))
        if source == "chosen" and not one.get("least", 1) <= count <= one.get("most", 20):
            raise NotPossible(format_lazy(_("Choose who decides at “{name}”."), name=graph.nodes[key].name))


def check_people(course: Course, task: Task, people: Iterable[int]) -> None:
    """New people for a step must not have it already. Raises NotPossible."""
    chosen = list(people)
    busy = {one.person for one in course.state.tasks_of(task.run) if one.is_undecided}
    if not chosen:
        raise NotPossible(_("Choose at least one person."))
    if busy & set(chosen):
        raise NotPossible(_("This person has it in hand already. Choose somebody else."))


def check_return(course: Course, run: Run, to: str) -> None:
    """Raises NotPossible when this step can't send it back to that one."""
    if to and to not in may_return_to(course, run):
        raise NotPossible(_("It can go back only to a step that was passed, and not into a branch that runs beside."))


def check_withdraw(course: Course) -> None:
    """Raises NotPossible when the initiator may not call it off any more."""
    state = course.state
    if state.is_ended:
        raise NotPossible(_("It has ended already."))
    if course.graph.withdraw == "until_first" and state.decisions:
        raise NotPossible(_("Somebody has decided already. Ask who holds it now to send it back to you."))


def check_chase(course: Course, now: datetime) -> None:
    """Raises NotPossible when nobody can be chased, or it was done a short while ago."""
    last = course.state.last_chase
    if not any(course.state.open_tasks()) or course.state.status != "running":
        raise NotPossible(_("Nobody has to act on it now."))
    if last is not None and now - last < timedelta(minutes=course.graph.chase):
        raise NotPossible(_("They were reminded a short while ago. You can remind them again later."))


_BRINGING_IN = ("consulted", "added_before", "added_after", "added_beside")


def brought_in(course: Course, person: int, task: Task) -> bool:
    """Whether it was this person who brought the holder of a task into its step."""
    return task.origin in ("before", "after", "beside", "consult") and any(
        fact.kind in _BRINGING_IN
        and person in (fact.by, fact.on_behalf)
        and task.person in fact.data["people"]
        and (whose := course.state.tasks.get(fact.data["task"])) is not None  # gone where what led to it was taken back
        and whose.run == task.run
        for fact in course.past
    )


def may_spare(course: Course, person: int) -> list[int]:
    """Numbers of the tasks that this person may take off somebody's hands now."""
    return [
        task.number
        for task in course.state.tasks.values()
        if brought_in(course, person, task) and _can_go(course, task)
    ]


def _can_go(course: Course, task: Task) -> bool:
    try:
        check_remove(course, task)
    except NotPossible:
        return False
    return True


def check_remove(course: Course, task: Task) -> None:
    """Never the last one. Raises NotPossible."""
    if course.state.status != "running":
        raise NotPossible(_("It is not under way now."))
    others = [one for one in course.state.tasks_of(task.run) if one.is_undecided and one.number != task.number]
    if task.status not in ("open", "queued") or task.origin in ("mend", "counter"):
        raise NotPossible(_("This has been decided already. Reload the page to see by whom."))
    if not others:
        raise NotPossible(_("Somebody has to decide. Transfer it instead."))
