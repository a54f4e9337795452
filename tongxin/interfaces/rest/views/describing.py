"""The interface described: an OpenAPI document for programs, one page for people. Strangers get neither."""

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja.schema import NinjaGenerateJsonSchema
from pydantic_core import to_json

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.actions import TokenExpired
from tongxin.interfaces.rest.forms.answers import Problem
from tongxin.interfaces.rest.policies import TokenMayNot, principal_of
from tongxin.interfaces.rest.queries.document import resources_of
from tongxin.interfaces.rest.views.problems import MEDIA_TYPE, PROBLEMS
from tongxin.interfaces.rest.views.refusals import refusal_of
from tongxin.interfaces.rest.views.resources import api

ROOT = "/api/v1/"
_SHAPES = "#/components/schemas/"
Document = dict[str, Any]  # Any: JSON values


def programs_and_people(request: HttpRequest) -> HttpResponseBase | None:
    """Door policy: open to tokens, and to people who are signed in."""
    try:
        if principal_of(request) is not None or request.user.is_authenticated:
            return None
    except (TokenExpired, TokenMayNot) as error:
        return refusal_of(error)
    return refusal_of(TokenExpired(_("Send a token: Authorization: Bearer …")))


@cache
def document() -> Document:
    """The OpenAPI 3.1 document; it is the same for everybody."""
    found: Document = dict(api.get_openapi_schema(path_prefix=ROOT))
    problem = Problem.model_json_schema(
        mode="serialization", ref_template=f"{_SHAPES}{{model}}", schema_generator=NinjaGenerateJsonSchema
    )
    found["components"]["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
    for operations in found["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return found


def _complete(method: str, operation: Document) -> None:
    """Say what no signature says: headers of writing, and the media type of refusals."""
    for status, told in operation["responses"].items():
        if int(status) >= 400:
            told["content"] = {MEDIA_TYPE: {"schema": {"$ref": f"{_SHAPES}Problem"}}}
    if method == "get":
        return
    headers = [("Idempotency-Key", "does it once within seven days, however often it is sent")]
    headers += (
        [("If-Match", "the version that is known")]
        if method in ("patch", "delete") and 428 in operation["responses"]
        else []
    )
    for name, words in headers:
        operation["parameters"].append(
            {"in": "header", "name": name, "schema": {"type": "string"}, "required": False, "description": words}
        )


@door(programs_and_people)
def openapi(request: HttpRequest) -> HttpResponse:
    """The document."""
    return HttpResponse(to_json(document()), content_type="application/json")


@door(signed_in)
def docs(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    context = {
        "resources": resources_of(document()),
        "problems": [{"name": name, "status": status, "title": title} for name, (status, title) in PROBLEMS.items()],
        "crumbs": [{"title": _("API access"), "url": ""}],
    }
    return render(request, "rest/docs.html", context)


@door(programs_and_people, methods=("GET", "POST", "PUT", "PATCH", "DELETE"))
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address below the interface: refused in its own language."""
    return refusal_of(Http404())
