"""One body, one of several deeds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import NoSuchFlow, answer, chase, start_approval, take_back, withdraw
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.people.models import Person

Json = Mapping[str, Any]  # Any: JSON values


def ask(*, by: Person, flow: str, title: str, facts: Json, subject: Subject | None, initiator: int | None) -> Approval:
    """A request in the flow of that key. Raises ValidationError."""
    found = Flow.objects.in_use().filter(key=flow).first()
    if found is None:
        raise NoSuchFlow({"flow": _("This flow is not in use. Choose another one.")})
    person = colleagues([initiator], field="initiator")[0] if initiator is not None else None
    return start_approval(by=by, flow=found, title=title, facts=facts, subject=subject, initiator=person)


def decide(
    *, by: Person, approval: Approval, deed: str, reason: str, people: Sequence[int], step: str, values: Json,
    task: int | None, straight: bool, seen: int | None,
) -> Approval:  # fmt: skip
    """The deed by its own verb. Raises what that raises."""
    if deed == "take_back":
        return take_back(by=by, approval=approval)
    if deed == "withdraw":
        return withdraw(by=by, approval=approval, reason=reason)
    if deed == "chase":
        return chase(by=by, approval=approval, text=reason)
    return answer(
        by=by, approval=approval, deed=deed, task=task, reason=reason, people=colleagues(people, field="to"), to=step,
        straight=straight, values=values, seen=seen,
    )  # fmt: skip


def colleagues(numbers: Sequence[int], *, field: str) -> list[Person]:
    """People who work here, by number. Raises ValidationError."""
    found = Person.objects.active().in_bulk(list(numbers))
    if len(found) < len(set(numbers)):
        raise ValidationError({field: _("Choose a colleague who works here.")})
    return [found[number] for number in dict.fromkeys(numbers)]
