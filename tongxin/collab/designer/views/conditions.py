"""When a way of a fork is taken, or it goes back: built from fields, comparisons and values."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.filters import BadFilter
from tongxin.base.filters.drafts import Line, blame, change, data_of, draft_from, draft_of, fitted
from tongxin.base.filters.showing import Headed, shown_draft
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.web.doors import door
from tongxin.base.web.pieces import is_piece
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.queries.descriptions import Json, node_of
from tongxin.collab.designer.actions import change_draft, graph_of_draft
from tongxin.collab.designer.models import FlowDraft
from tongxin.collab.designer.queries.conditions import (
    asked_fields,
    filter_of,
    flat,
    formula_of,
    labels_of,
    said_condition,
)
from tongxin.collab.designer.rules.editing import Edit
from tongxin.collab.designer.views.loading import crumbs_of, seen_draft, while_drawn
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
@while_drawn
def condition(request: HttpRequest, flow_id: int) -> HttpResponse:
    """GET: the condition of a way (`step`, `arm`), or of a step that goes back. POST: after each choice the form anew; `do=apply` keeps it,
    `do=others` makes the way one for all other cases."""
    found = seen_draft(request, flow_id)
    graph = graph_of_draft(found)
    step, arm = request.GET.get("step", "")[:60], _arm(request)
    holder = _holder(graph, step, arm)
    headed = asked_fields(graph, approval_kinds.get(found.flow.kind))
    if request.method == "GET":
        data = filter_of(holder.get("when", ""), flat(headed))
        return _form(
            request, found, holder, fitted(draft_of(data or {"v": 1, "and": []}), flat(headed)), headed, data is None
        )
    deed = request.POST.get("do", "")
    if deed == "others" and arm >= 0:
        return _kept(request, found, step, arm, None)
    draft = change(fitted(draft_from(request.POST), flat(headed)), deed)
    if deed != "apply":
        return _form(request, found, holder, draft, headed, False)
    try:
        data = data_of(draft)
        if not any(line.key for line in draft.walk()):
            draft.error = _("Choose at least one field.")
            return _form(request, found, holder, draft, headed, False, status=422)
        return _kept(request, found, step, arm, formula_of(data, flat(headed)))
    except BadFilter as error:
        blame(draft, error)
        return _form(request, found, holder, draft, headed, False, status=422)
    except ValidationError as error:
        draft.error = " ".join(error.messages)
        return _form(request, found, holder, draft, headed, False, status=422)


def _arm(request: HttpRequest) -> int:
    arm = request.GET.get("arm", "")
    return int(arm) if arm.isascii() and arm.isdigit() and len(arm) < 3 else -1


def _holder(graph: Json, step: str, arm: int) -> Json:
    """The arm, or the step that goes back. Raises Http404."""
    node = node_of(graph, step)
    arms = node.get("arms", []) if node else []
    if node is None or (node["type"] != "route" and not 0 <= arm < len(arms)):
        raise Http404
    holder: Json = node if node["type"] == "route" else arms[arm]
    return holder


def _kept(request: HttpRequest, found: FlowDraft, step: str, arm: int, when: str | None) -> HttpResponse:
    deed = "set_arm" if arm >= 0 else "set"
    change_draft(by=me(request), draft=found, edit=Edit(deed=deed, key=step, arm=arm, values={"when": when}))
    url = f"{reverse('flow_draft', args=[found.flow_id])}?step={step}"
    if is_piece(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _form(
    request: HttpRequest,
    found: FlowDraft,
    holder: Json,
    draft: Line,
    headed: Headed,
    is_other: bool,
    *,
    status: int = 200,
) -> HttpResponse:
    if not draft.lines:
        draft = change(draft, "add:")
    kind = approval_kinds.get(found.flow.kind)
    step, arm = request.GET.get("step", "")[:60], _arm(request)
    url = f"{reverse('flow_condition', args=[found.flow_id])}?step={step}&arm={arm if arm >= 0 else ''}"
    context = {
        "draft": shown_draft(draft, headed),
        "url": url,
        "back": f"{reverse('flow_draft', args=[found.flow_id])}?step={step}",
        "name": holder["name"],
        "is_arm": arm >= 0,
        "formula": said_condition(holder.get("when", ""), flat(headed), labels_of(graph_of_draft(found), kind))
        if is_other
        else "",
        "crumbs": crumbs_of(found, _("When it holds")),
    }
    template = "designer/condition.html"
    return render(request, f"{template}#form" if is_piece(request) else template, context, status=status)
