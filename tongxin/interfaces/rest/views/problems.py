"""Refusals as RFC 9457 `application/problem+json`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic_core import to_json

# Name of the problem (its place on the page of the interface), by status and title.
PROBLEMS = {
    "malformed": (400, _("The request can't be read")),
    "unauthenticated": (401, _("A token is needed")),
    "forbidden": (403, _("You may not do this")),
    "not-found": (404, _("Nothing here")),
    "method-not-allowed": (405, _("This can't be done here")),
    "conflict": (409, _("Somebody was faster")),
    "still-running": (409, _("The first request is still under way")),
    "stale": (412, _("The record has changed")),
    "too-large": (413, _("The request is too large")),
    "invalid": (422, _("Something doesn't fit")),
    "key-reused": (422, _("This key was used for another request")),
    "version-needed": (428, _("The version is needed")),
    "too-many": (429, _("Too many at once")),
    "broken": (500, _("Something broke on our side")),
    "busy": (503, _("Busy just now")),
}
MEDIA_TYPE = "application/problem+json"


def problem(
    name: str,
    detail: object = "",
    *,
    errors: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,  # Any: JSON values
) -> HttpResponse:
    """The refusal of that name. `errors` are fields and what is wrong with them."""
    status, title = PROBLEMS[name]
    body: dict[str, Any] = {"type": f"/api/v1/docs#{name}", "title": str(title), "status": status}  # Any: JSON values
    if detail:
        body["detail"] = _clean(str(detail))
    body["errors"] = [{"field": _clean(field), "message": _clean(message)} for field, message in errors]
    if not body["errors"]:
        del body["errors"]
    return HttpResponse(to_json({**body, **more}), status=status, content_type=MEDIA_TYPE, headers=headers)


def _clean(text: str) -> str:
    """Names of unknown keys come from outside and may hold what UTF-8 can't say."""
    return text[:500].encode(errors="replace").decode()
