"""Saying what was done, or why not: in a dialog by events that the page hears, else by a message on the next page."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tongxin.base.web.pieces import is_piece


def told(request: HttpRequest, text: str, *, changed: str, undo: str = "", otherwise: str) -> HttpResponse:
    """Done, with the way back: a dialog closes and whatever hears of `changed` draws itself anew; else on to `next`, or to `otherwise`."""
    if is_piece(request):
        return _events({changed: {}, "noted": {}, "close-dialog": {}, "toast": {"text": text, "undo": undo}})
    messages.success(request, text)
    where = request.POST.get("next", "")
    is_ours = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return redirect(where if is_ours else otherwise)


def refused_softly(request: HttpRequest, error: ValidationError, *, changed: str = "", otherwise: Any) -> HttpResponse:
    """Not done, and why; whatever hears of `changed` goes back to how it was. `otherwise` is a record or an address."""
    text = " ".join(error.messages)
    if is_piece(request):
        return _events({**({changed: {}} if changed else {}), "toast": {"text": text, "undo": ""}})
    messages.error(request, text)
    return redirect(otherwise)


def _events(told: dict[str, Any]) -> HttpResponse:  # Any: JSON values
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps(told)
    return response
