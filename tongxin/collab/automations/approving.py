"""An act that asks for an approval about the record."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.registries.automations import ActInput, AutomationAct, Chosen, automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import start_approval
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.queries.filling import fields_of
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.people.models import Person

_TYPED = ("text", "long", "choice")
_FACT = "fact."


def _flows(kind: str) -> list[Flow]:
    """Those that can be asked for about such a record, and that need no more than a rule can say."""
    kinds = [entry.kind for entry in approval_kinds if entry.is_free or entry.subject == kind]
    found = Flow.objects.in_use().filter(kind__in=kinds).order_by("order", "id")
    return [flow for flow in found if all(one["type"] in _TYPED for one in _asked(flow) if one.get("required"))]


def _asked(flow: Flow) -> list[Mapping[str, Any]]:  # Any: JSON values
    version = FlowVersion.objects.filter(flow=flow, number=flow.current).first()
    return list(fields_of(flow.kind, graph_of(version, flow.kind))) if version is not None else []


def _inputs(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    flows = {flow.key: flow for flow in _flows(kind)}
    first = ActInput(
        key="flow",
        label=gettext_lazy("Which flow"),
        kind="choice",
        options=[(flow.key, str(flow.name)) for flow in flows.values()],
        redraws=True,
    )
    flow = flows.get(chosen.get("flow", ""))
    return [first, *(_input(one) for one in _asked(flow) if one["type"] in _TYPED)] if flow else [first]


def _input(field: Mapping[str, Any]) -> ActInput:  # Any: JSON values
    shared = {"key": f"{_FACT}{field['key']}", "label": field["label"], "required": bool(field.get("required"))}
    if field["type"] == "choice":
        return ActInput(kind="choice", options=[(one, one) for one in field.get("choices", [])], **shared)
    return ActInput(kind="words", **shared)


def _start(by: Person, on: Subject, values: Mapping[str, Any], key: str) -> None:  # Any: as the inputs say
    flow = next((one for one in _flows(on.kind) if one.key == values.get("flow")), None)
    if flow is None:
        raise ValidationError(_("The flow is not in use any more. Open the rule and choose another."))
    known = {one["key"] for one in _asked(flow) if one["type"] in _TYPED}
    facts = {name.removeprefix(_FACT): value for name, value in values.items() if name.startswith(_FACT) and value}
    start_approval(by=by, flow=flow, title="", facts={k: v for k, v in facts.items() if k in known}, subject=on)


def register_approval_act() -> None:
    """Made known like those of other rooms."""
    automation_acts.register(
        "approval",
        AutomationAct(
            label=gettext_lazy("Ask for an approval"),
            icon="stamp",
            inputs=_inputs,
            do=_start,
            said=lambda chosen: _("ask for the approval “%(flow)s”") % {"flow": chosen.get("flow") or "…"},
            offered=lambda person, kind: bool(_flows(kind)),
            order=40,
        ),
    )
