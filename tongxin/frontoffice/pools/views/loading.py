"""How doors load records and answer."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Pool, Stay


def seen_pool(request: HttpRequest, pool_id: int) -> Pool:
    """The pool, if this person may look into it; otherwise it does not exist."""
    found = Pool.objects.visible_to(request.user).filter(pk=pool_id).first()
    if found is None:
        raise Http404
    return found


def seen_stay(request: HttpRequest, stay_id: int, *, is_open: bool = True) -> Stay:
    """A customer in a pool of this person; otherwise it does not exist."""
    rows = Stay.objects.visible_to(request.user)
    rows = rows.open() if is_open else rows
    found = rows.select_related("pool", "party", "came_from").filter(pk=stay_id).first()
    if found is None:
        raise Http404
    return found


def seen_party(request: HttpRequest, party_id: int) -> Party:
    """The customer, if this person may see it; otherwise it does not exist."""
    found = Party.objects.visible_to(request.user).living().select_related("owner").filter(pk=party_id).first()
    if found is None:
        raise Http404
    return found


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def said(
    request: HttpRequest, answer: HttpResponse, text: str, where: str, *, undo: str = "", closes: bool = False
) -> HttpResponse:
    """Say what was done with the way back; without scripts, on the page `where`."""
    if not is_piece(request):
        messages.success(request, text)
        return redirect(where)
    events: dict[str, dict[str, str]] = {"close-dialog": {}} if closes else {}
    answer["HX-Trigger"] = json.dumps({**events, "toast": {"text": text, "undo": undo}})
    return answer


def refused(request: HttpRequest, error: ValidationError, where: str) -> HttpResponse:
    """Say why not."""
    text = " ".join(error.messages)
    if not is_piece(request):
        messages.error(request, text)
        return redirect(where)
    # The kit swaps refusals too; here the row must stay where it is.
    answer = HttpResponse(status=422, headers={"HX-Reswap": "none"})
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text, "bad": True}})
    return answer
