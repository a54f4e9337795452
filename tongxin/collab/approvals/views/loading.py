"""How doors load approvals and answer."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongxin.collab.approvals.models import Approval


def seen_approval(request: HttpRequest, approval_id: int) -> Approval:
    """The approval, if this person may see it; otherwise it does not exist."""
    rows = Approval.objects.visible_to(request.user).select_related("version__flow", "initiator", "entered_by", "unit")
    found = rows.filter(pk=approval_id).first()
    if found is None:
        raise Http404
    return found


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def where(approval: Approval) -> str:
    """The page of an approval."""
    return reverse("approval", args=[approval.pk])


def done(request: HttpRequest, approval: Approval, text: str, *, undo: str = "", then: str = "") -> HttpResponse:
    """Say what was done with the way back, on the page of the approval or on `then`."""
    then = then or where(approval)
    if not is_piece(request):
        messages.success(request, text)
        return redirect(then)
    location = {"path": then, "target": "#main", "select": "#main > *", "swap": "innerHTML"}
    events = {"close-dialog": {}, "toast": {"text": text, "undo": undo}}
    return HttpResponse(status=204, headers={"HX-Location": json.dumps(location), "HX-Trigger": json.dumps(events)})


def refused(request: HttpRequest, error: ValidationError | PermissionDenied, back: str) -> HttpResponse:
    """Say why not; what was typed stays where it is."""
    text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    if not is_piece(request):
        messages.error(request, text)
        return redirect(back)
    answer = HttpResponse(status=422, headers={"HX-Reswap": "none"})
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text, "bad": True}})
    return answer
