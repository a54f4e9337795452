"""The draft of a flow as its pages show it."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.web.pieces import is_piece
from tongxin.collab.approvals.models import Approval, Flow, FlowVersion
from tongxin.collab.approvals.queries.descriptions import Json, node_of
from tongxin.collab.designer.actions import graph_of_draft
from tongxin.collab.designer.forms.node import NodeForm
from tongxin.collab.designer.forms.nodes import FORMS
from tongxin.collab.designer.forms.settings import SettingsForm, field_forms
from tongxin.collab.designer.models import DraftState, FlowDraft
from tongxin.collab.designer.queries.checking import FlowFault, faults_of
from tongxin.collab.designer.queries.comparing import differences
from tongxin.collab.designer.queries.drawing import drawing_of
from tongxin.collab.designer.queries.pieces import pieces
from tongxin.collab.designer.queries.told import Teller
from tongxin.collab.designer.rules.editing import seal

Context = dict[str, Any]  # Any: template context


class NoDraft(Http404):
    """Nobody draws at this flow now."""


def seen_flow(request: HttpRequest, flow_id: int) -> Flow:
    """The flow, if this person may read it; otherwise it does not exist."""
    found = Flow.objects.visible_to(request.user).filter(pk=flow_id).first()
    if found is None:
        raise Http404
    return found


def seen_draft(request: HttpRequest, flow_id: int) -> FlowDraft:
    """The draft of a flow."""
    flow = seen_flow(request, flow_id)
    draft = FlowDraft.objects.with_people().filter(flow=flow).first()
    if draft is None:
        raise NoDraft(flow.name)
    return draft


def while_drawn(view: Callable[[HttpRequest, int], HttpResponse]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A page of a draft. Whose draft somebody else has published or thrown away meanwhile is told so on the page of the flow."""

    @wraps(view)
    def seen(request: HttpRequest, flow_id: int) -> HttpResponse:
        try:
            return view(request, flow_id)
        except NoDraft:
            if not seen_flow(request, flow_id).current:
                raise
            messages.error(
                request, _("This draft is no more: it was published or thrown away. Here stands what holds now.")
            )
            url = reverse("flow", args=[flow_id])
            return HttpResponse(status=204, headers={"HX-Redirect": url}) if is_piece(request) else redirect(url)

    return seen


def graph_in_use(flow: Flow) -> Json | None:
    """What holds for new approvals."""
    version = FlowVersion.objects.filter(flow=flow, number=flow.current).first()
    return version.graph if version is not None else None


def crumbs_of(draft: FlowDraft, title: str = "") -> list[dict[str, str]]:
    """Where the pages of a draft stand."""
    here = {"title": draft.name, "url": reverse("flow_draft", args=[draft.flow_id])}
    flows = {"title": _("Flows"), "url": reverse("flows")}
    return [flows, here, {"title": title, "url": ""}] if title else [flows, {**here, "url": ""}]


def designed(
    draft: FlowDraft,
    *,
    step: str = "",
    at: str = "",
    form: NodeForm | None = None,
    settings: SettingsForm | None = None,
) -> Context:
    """Everything the page on which a flow is drawn shows, with one step chosen. `form` holds what was typed and refused."""
    graph, entry = graph_of_draft(draft), approval_kinds.get(draft.flow.kind)
    node = node_of(graph, step) if step else None
    step = node["key"] if node else ""
    faults = faults_of(graph, draft.flow.kind, flow=draft.flow.key)
    before = graph_in_use(draft.flow)
    numbers = set(
        DraftState.objects.filter(draft=draft, number__in=[draft.place - 1, draft.place + 1]).values_list(
            "number", flat=True
        )
    )
    context: Context = {
        "draft": draft,
        "flow": draft.flow,
        "nodes": drawing_of(graph, draft.flow, faults=faults, chosen=step),
        "faults": faults,
        "changes": len(differences(before, graph, draft.flow.kind)) if before else None,
        "running": _running(draft.flow),
        "can_undo": draft.place - 1 in numbers,
        "can_redo": draft.place + 1 in numbers,
        "pieces": pieces(entry),
        "place": at or (f"after:{step}" if step else _end_of(graph)),
        "crumbs": crumbs_of(draft),
        "chosen": step,
    }
    context["place_said"] = said_place(graph, context["place"])
    if node is None:
        context |= {
            "settings": settings or SettingsForm(initial_of=graph, name=draft.name),
            "fields": field_forms(graph),
        }
        return context
    return context | _of_node(graph, node, draft, faults, form)


def _of_node(graph: Json, node: Json, draft: FlowDraft, faults: Sequence[FlowFault], form: NodeForm | None) -> Context:
    entry = approval_kinds.get(draft.flow.kind)
    teller = Teller(graph, entry)
    made = form or FORMS[node["type"]](node=node, graph=graph, kind=entry)
    return {
        "node": node,
        "form": made,
        "seal": seal(node),
        "said": teller.sentence(node) if node["type"] != "fork" else "",
        "when": teller.condition(node.get("when", "")) if node["type"] == "route" else "",
        "arms": [
            (number, arm, "" if node["mode"] == "all" else teller.arm(arm))
            for number, arm in enumerate(node.get("arms", []))
        ],
        "own_faults": [one for one in faults if one.key == node["key"]],
        "type_said": type_said(node),
    }


def type_said(node: Json) -> str:
    """What kind of node it is, in words."""
    return {
        "step": _("Somebody decides"), "do": _("Something is done"), "fork": _("Cases are told apart"), "judge": _("Decided by itself"),
        "notice": _("Somebody gets to know"), "wait": _("It waits"), "act": _("The system does something"),
        "subflow": _("Another flow runs"), "route": _("It goes back"),
    }[node["type"]]  # fmt: skip


def _running(flow: Flow) -> int:
    return Approval.objects.filter(version__flow=flow, ended_at=None).exclude(status=Approval.Status.DRAFT).count()


def _end_of(graph: Json) -> str:
    return f"after:{graph['line'][-1]['key']}" if graph["line"] else "first"


def said_place(graph: Json, place: str) -> str:
    """Where something would be put."""
    verb, _colon, rest = place.partition(":")
    if verb == "after":
        node = node_of(graph, rest)
        return _("after “%(name)s”") % {"name": node["name"]} if node else ""
    key, _colon, number = rest.rpartition(":")
    arms = (node_of(graph, key) or {}).get("arms", []) if verb == "in" else []
    if number.isdigit() and int(number) < len(arms):
        return _("at the beginning of “%(name)s”") % {"name": arms[int(number)]["name"]}
    return _("at the beginning")


def answered(request: HttpRequest, context: Context, *, status: int = 200, toast: str = "") -> HttpResponse:
    """The page, or the parts of it that may have changed."""
    if not is_piece(request):
        return render(request, "designer/page.html", context, status=status)
    answer = render(request, "designer/changed.html", {**context, "oob": True}, status=status)
    answer["HX-Replace-Url"] = f"{reverse('flow_draft', args=[context['flow'].pk])}?step={context['chosen']}"
    told: Context = {"toast": {"text": toast, "bad": True}} if toast else {}
    if request.method == "POST":
        told["flow-drawn"] = ""
    if told:
        answer["HX-Trigger"] = json.dumps(told)
    return answer
