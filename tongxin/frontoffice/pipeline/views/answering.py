"""How doors load records and answer."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongxin.frontoffice.pipeline.models import Opportunity

_TOO_LARGE = 2**63


def seen(request: HttpRequest, number: int, *, in_bin: bool = False) -> Opportunity:
    """The opportunity, if this person may see it; otherwise it does not exist."""
    rows = Opportunity.objects.visible_to(request.user).filter(deleted_at__isnull=not in_bin)
    rows = rows.select_related("party", "owner", "unit", "stage", "pipeline", "step", "lost_reason", "created_by")
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def said(request: HttpRequest, text: str, where: str, *, undo: str = "") -> HttpResponse:
    """Say what was done and go to `where`, with the way back."""
    if not is_piece(request):
        messages.success(request, text)
        return redirect(where)
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps({"deal-changed": {}, "close-dialog": {}, "toast": {"text": text, "undo": undo}})
    return answer


def refreshed(request: HttpRequest, text: str, one: Opportunity) -> HttpResponse:
    """Say what was done and show the opportunity anew."""
    answer = said(request, text, one.get_absolute_url())
    if is_piece(request):
        answer["HX-Redirect"] = one.get_absolute_url()
    return answer
