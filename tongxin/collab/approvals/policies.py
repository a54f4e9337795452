"""May this person? And for whom?"""

from typing import Any

from tongxin.collab.access.policies import can_administer
from tongxin.collab.approvals.models import Approval, represented_by
from tongxin.collab.approvals.rules import Course, Task
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person


def can_ask(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Everybody who works here may ask for something."""
    return isinstance(person, Person) and person.is_active


def can_care_for_flows(person: Any) -> bool:  # Any: as above
    """Publishing flows, and stepping into an approval that is stuck."""
    return can_administer(person)


def can_watch(person: Person, approval: Approval) -> bool:
    """Who leads the one who asked, and who cares for flows."""
    return can_care_for_flows(person) or approval.initiator_id in everyone_under(person)


def is_initiator(person: Person, approval: Approval) -> bool:
    """The initiator, or whoever entered it on the initiator's behalf."""
    return person.is_active and person.pk in (approval.initiator_id, approval.entered_by_id)


def tasks_in_hand(person: Person, approval: Approval, course: Course) -> list[Task]:
    """Open tasks on which this person may act: own ones first, then those of people who let this person act for them.

    The initiator's own tasks (putting right, taking a counter-offer) are also open to whoever entered the request.
    """
    if not person.is_active:
        return []
    order = {
        who: place
        for place, (who, kinds) in enumerate(represented_by(person.pk).items())
        if kinds is None or approval.kind in kinds
    }
    if approval.entered_by_id == person.pk:
        order.setdefault(approval.initiator_id, len(order))
    mine = [task for task in course.state.open_tasks() if task.person in order and _fits(person, approval, task)]
    return sorted(mine, key=lambda task: (order[task.person], task.number))


def _fits(person: Person, approval: Approval, task: Task) -> bool:
    """Entering for somebody gives no voice in that person's other tasks."""
    if task.origin in ("mend", "counter") or task.person == person.pk or approval.entered_by_id != person.pk:
        return True
    kinds = represented_by(person.pk).get(task.person, frozenset())
    return kinds is None or approval.kind in kinds
