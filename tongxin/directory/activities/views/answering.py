"""How doors load records and answer."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries import root_of


def seen_party(request: HttpRequest, party_id: Any) -> Party:  # Any: a number or what came with the form
    """The customer, if this person may see it; otherwise it does not exist."""
    if not str(party_id).isascii() or not str(party_id).isdigit() or len(str(party_id)) > 18:
        raise Http404
    rows = Party.objects.visible_to(request.user).living()
    party = rows.filter(pk=int(party_id)).first() or rows.filter(pk=root_of(int(party_id))).first()
    if party is None:
        raise Http404
    return party


def seen_activity(request: HttpRequest, activity_id: int, *, in_bin: bool = False) -> Activity:
    """The activity, if this person may see it; otherwise it does not exist."""
    rows = Activity.objects.visible_to(request.user).filter(deleted_at__isnull=not in_bin)
    found = rows.select_related("party", "made_by").prefetch_related("people").filter(pk=activity_id).first()
    if found is None:
        raise Http404
    return found


def seen_step(request: HttpRequest, step_id: int) -> Step:
    """The step, if this person may see it; otherwise it does not exist."""
    rows = Step.objects.visible_to(request.user).select_related("party", "owner", "made_by")
    found = rows.prefetch_related("people").filter(pk=step_id).first()
    if found is None:
        raise Http404
    return found


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def toast(
    response: HttpResponse, text: str, *, undo: str = "", events: Mapping[str, Any] | None = None
) -> HttpResponse:  # Any: JSON
    """Say what was done, with the way back. `events` are told to the page before."""
    response["HX-Trigger"] = json.dumps({**(events or {}), "toast": {"text": text, "undo": undo}})
    return response


def back(request: HttpRequest, text: str, *, otherwise: str) -> HttpResponse:
    """For pages without scripts: say it on the page the person came from."""
    messages.success(request, text)
    return redirect(way_back(request, otherwise=otherwise))


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """Where the form said it stands, if that is one of our own addresses."""
    where = request.POST.get("next", "")
    is_ours = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if is_ours else otherwise


def words_of(error: ValidationError) -> str:
    """All that is wrong, in one line."""
    return " ".join(error.messages)
