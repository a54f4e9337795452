"""What comes with an answer: a counter-offer's figures, what a step fills in, what the initiator puts right."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.queries.filling import worked_out
from tongxin.collab.approvals.rules import NotPossible, Step, Task

Json = Mapping[str, Any]  # Any: JSON values


def values_with(sitting: Sitting, task: Task, deed: str, values: Json) -> dict[str, Any]:  # Any: JSON values
    """Values as the entry keeps them, with what follows from them where they begin to hold. Raises NotPossible."""
    if deed == "counter":
        if not values:
            raise NotPossible(_("Say what you would agree to."))
        return {"values": _known(sitting, _as_said(sitting, values))}
    node = sitting.course.graph.nodes.get(sitting.course.state.runs[task.run].node)
    if deed == "accept":
        values = _offer(sitting, task)
    elif deed == "agree" and isinstance(node, Step):
        _check_rights(sitting, node, values)
    elif deed != "resubmit":
        return {}
    return {"values": _followed(sitting, _known(sitting, values))} if values else {}


def _as_said(sitting: Sitting, values: Json) -> Json:
    """Figures that the kind reads in its own way, such as a share of a price."""
    readers = approval_kinds.get(sitting.approval.kind).typed
    try:
        return {
            name: readers[name](sitting.approval, str(value)) if name in readers else value
            for name, value in values.items()
        }
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error


def _check_rights(sitting: Sitting, node: Step, values: Json) -> None:
    """What the step lets its people fill in, and what they must."""
    if any(node.fields.get(name) not in ("write", "must") for name in values):
        raise NotPossible(_("At this step these values can only be read."))
    facts = {**sitting.course.state.facts, **values}
    if any(right == "must" and facts.get(name) in (None, "") for name, right in node.fields.items()):
        raise NotPossible(_("Fill in what this step asks for before you agree."))


def _known(sitting: Sitting, values: Json) -> dict[str, Any]:  # Any: JSON values
    if values.keys() - sitting.course.graph.types.keys():
        raise NotPossible(_("This flow has no such field."))
    if values.keys() & approval_kinds.get(sitting.approval.kind).computed:
        raise NotPossible(_("These values are worked out from the others and can't be typed."))
    return dict(values)


def _followed(sitting: Sitting, values: dict[str, Any]) -> dict[str, Any]:  # Any: JSON values
    before = sitting.course.state.facts
    after = worked_out(sitting.approval, {**before, **values})
    return values | {name: value for name, value in after.items() if value != before.get(name)}


def _offer(sitting: Sitting, task: Task) -> Json:
    """The values of the counter-offer to which a task answers."""
    offers = [fact for fact in sitting.course.past if fact.kind == "countered" and fact.data["task"] == task.parent]
    return offers[-1].data.get("values", {}) if offers else {}
