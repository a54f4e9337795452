"""What all doors of lists share: which list it is, back to it, and short answers."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from tongxin.collab.views.queries.choosing import look_at
from tongxin.collab.views.queries.kinds import ListKind, list_kinds
from tongxin.collab.views.queries.looking import Look

LONGEST = 8_000


def seen_kind(name: str) -> ListKind:
    """The list of that kind of record. Raises Http404."""
    found = list_kinds.find(name)
    if found is None:
        raise Http404
    return found


def page_of_kind(kind: ListKind) -> str:
    """The path of the list's page."""
    return reverse(kind.url_name)


def here_of(request: HttpRequest, kind: ListKind) -> Look:
    """The list from which somebody came."""
    return look_at(kind, QueryDict(request.POST.get("here", "")[:LONGEST]), request.user)


def back(request: HttpRequest, kind: ListKind, address: str = "") -> HttpResponse:
    """To the list."""
    url = f"{page_of_kind(kind)}{address}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def toast(
    response: HttpResponse, text: str, *, undo: str = "", more: dict[str, Any] | None = None
) -> HttpResponse:  # Any: JSON
    """Say what was done, with the way back."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": text, "undo": undo}, **(more or {})})
    return response


def refusal(error: ValidationError | PermissionDenied) -> str:
    """Why, in one line."""
    if isinstance(error, ValidationError):
        return " ".join(dict.fromkeys(error.messages))
    return str(error)


def number_in(text: str) -> int:
    """A typed number of a record; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
