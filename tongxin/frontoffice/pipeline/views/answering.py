"""How doors load records and answer."""

import json

from django.http import HttpRequest, HttpResponse

from tongxin.base.web.pieces import is_piece
from tongxin.base.web.records import found_in
from tongxin.base.web.records import said as say
from tongxin.frontoffice.pipeline.models import Opportunity


def seen(request: HttpRequest, number: int, *, in_bin: bool = False) -> Opportunity:
    """The opportunity, if this person may see it; otherwise it does not exist."""
    rows = Opportunity.objects.visible_to(request.user).filter(deleted_at__isnull=not in_bin)
    rows = rows.select_related("party", "owner", "unit", "stage", "pipeline", "step", "lost_reason", "created_by")
    return found_in(rows, number)


def said(request: HttpRequest, text: str, where: str, *, undo: str = "") -> HttpResponse:
    """Say what was done and go to `where`, with the way back."""
    if not is_piece(request):
        return say(request, text, where)
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps({"deal-changed": {}, "close-dialog": {}, "toast": {"text": text, "undo": undo}})
    return answer


def refreshed(request: HttpRequest, text: str, one: Opportunity) -> HttpResponse:
    """Say what was done and show the opportunity anew."""
    answer = said(request, text, one.get_absolute_url())
    if is_piece(request):
        answer["HX-Redirect"] = one.get_absolute_url()
    return answer
