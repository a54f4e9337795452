"""Drawing a flow: the page, its edits, undoing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.queries.descriptions import Json, node_of
from tongxin.collab.designer.actions import (
    begin_draft,
    change_draft,
    graph_of_draft,
    rename_draft,
    step_through_draft,
    throw_draft_away,
)
from tongxin.collab.designer.forms.node import NodeForm
from tongxin.collab.designer.forms.nodes import FORMS
from tongxin.collab.designer.forms.settings import SettingsForm, field_forms, read_fields
from tongxin.collab.designer.models import FlowDraft
from tongxin.collab.designer.queries.pieces import pieces
from tongxin.collab.designer.rules.editing import Edit
from tongxin.collab.designer.views.loading import answered, designed, seen_draft, seen_flow, while_drawn
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
@while_drawn
def draft(request: HttpRequest, flow_id: int) -> HttpResponse:
    """GET: the draft, with one step chosen (`step`) and a place where something can be put (`at`). POST: begin it."""
    if request.method == "POST":
        begin_draft(by=me(request), flow=seen_flow(request, flow_id))
        return redirect("flow_draft", flow_id)
    found = seen_draft(request, flow_id)
    return answered(request, designed(found, step=request.GET.get("step", "")[:60], at=request.GET.get("at", "")[:130]))


@door(administrators, methods=("POST",))
@while_drawn
def edits(request: HttpRequest, flow_id: int) -> HttpResponse:
    """One edit; what was typed stays where it is refused."""
    found = seen_draft(request, flow_id)
    step = request.POST.get("key", "")[:60]
    form = _form(request, found, step) if request.POST.get("deed") == "set" else None
    if form is not None and not form.is_valid():
        return answered(request, designed(found, step=step, form=form), status=422)
    try:
        edit = _edit(request, found, form)
        found, step = change_draft(by=me(request), draft=found, edit=edit)
    except ValidationError as error:
        return _refused(request, found, step, error)
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('flow_draft', args=[flow_id])}?step={step}")
    return answered(request, designed(found, step=step))


def _refused(request: HttpRequest, found: FlowDraft, step: str, error: ValidationError) -> HttpResponse:
    """Say why, and show what stands there now."""
    found = seen_draft(request, found.flow_id)
    context = designed(found, step=step) | {"refusal": " ".join(error.messages)}
    return answered(request, context, status=422, toast=" ".join(error.messages))


def _form(request: HttpRequest, found: FlowDraft, key: str) -> NodeForm | None:
    graph = graph_of_draft(found)
    node = node_of(graph, key)
    kind = approval_kinds.get(found.flow.kind)
    return FORMS[node["type"]](request.POST, node=node, graph=graph, kind=kind) if node is not None else None


def _edit(request: HttpRequest, found: FlowDraft, form: NodeForm | None) -> Edit:
    """What a form asks for. Raises ValidationError."""
    given = request.POST
    deed, arm = given.get("deed", ""), given.get("arm", "")
    shared: dict[str, Any] = {"key": given.get("key", "")[:60], "seen": given.get("seen", "")[:12]}  # Any: arguments
    shared["arm"] = int(arm) if arm.isascii() and arm.isdigit() and len(arm) < 3 else -1
    shared["place"] = given.get("place", "")[:130]
    if deed not in (
        "insert",
        "set",
        "remove",
        "copy",
        "move",
        "up",
        "down",
        "add_arm",
        "name_arm",
        "remove_arm",
        "shift_arm",
    ):
        raise ValidationError(_("Choose what to do with the step."))
    if deed == "insert":
        return Edit(deed="insert", **shared, values=_fresh(found, given.get("piece", "")))
    if deed in ("up", "down"):
        return Edit(deed="shift", **shared, values={"by": -1 if deed == "up" else 1})
    if deed == "add_arm":
        is_all = (node_of(graph_of_draft(found), shared["key"]) or {}).get("mode") == "all"
        return Edit(deed=deed, **shared, values={"name": _("Another way"), **({} if is_all else {"when": ""})})
    if deed == "name_arm":
        name = given.get("name", "").strip()[:60]
        if not name:
            raise ValidationError(_("Give the way a name."))
        return Edit(deed="set_arm", **shared, values={"name": name})
    return Edit(deed=deed, **shared, values=form.values() if form is not None else {})


def _fresh(found: FlowDraft, word: str) -> Json:
    piece = next((one for one in pieces(approval_kinds.get(found.flow.kind)) if one.word == word), None)
    if piece is None:
        raise ValidationError(_("Choose what to add."))
    return dict(piece.values)


@door(administrators, methods=("POST",))
@while_drawn
def settings(request: HttpRequest, flow_id: int) -> HttpResponse:
    """Name, rules and form of the whole flow."""
    found = seen_draft(request, flow_id)
    graph = graph_of_draft(found)
    form = SettingsForm(request.POST, initial_of=graph, name=found.name)
    made = field_forms(graph, request.POST)
    if not form.is_valid():
        return answered(request, designed(found, settings=form), status=422)
    try:
        values = {**form.values(), "form": read_fields(made) or None}
        found, _key = change_draft(by=me(request), draft=found, edit=Edit(deed="settings", values=values))
        if form.cleaned_data["name"] != found.name:
            found = rename_draft(by=me(request), draft=found, name=form.cleaned_data["name"])
    except ValidationError as error:
        return _refused(request, found, "", error)
    return answered(request, designed(found)) if request.headers.get("HX-Request") else redirect("flow_draft", flow_id)


@door(administrators, methods=("POST",))
@while_drawn
def undoing(request: HttpRequest, flow_id: int) -> HttpResponse:
    """The last change back, or once more."""
    found = seen_draft(request, flow_id)
    try:
        is_forward = request.POST.get("do") == "again"
        found = step_through_draft(by=me(request), draft=found, forward=is_forward, seen=_seen(request))
    except ValidationError as error:
        return _refused(request, found, "", error)
    if not request.headers.get("HX-Request"):
        return redirect("flow_draft", flow_id)
    return answered(request, designed(found, step=request.POST.get("step", "")[:60]))


@door(administrators, methods=("POST",))
@while_drawn
def removal(request: HttpRequest, flow_id: int) -> HttpResponse:
    """Throw the draft away."""
    found = seen_draft(request, flow_id)
    try:
        throw_draft_away(by=me(request), draft=found, seen=_seen(request))
    except ValidationError as error:
        return _refused(request, found, "", error)
    return redirect("flows")


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
