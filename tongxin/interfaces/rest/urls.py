"""Addresses of the room."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, re_path

from tongxin.interfaces.rest.views import describing
from tongxin.interfaces.rest.views.problems import problem
from tongxin.interfaces.rest.views.resources import api

View = Callable[..., HttpResponseBase]


def _in_own_words(view: View) -> View:
    """A method that an address doesn't know is refused as a problem too."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: what the address holds
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        refusal: HttpResponse = problem("method-not-allowed", headers={"Allow": response["Allow"]})
        return refusal

    answering.csrf_exempt = True  # type: ignore[attr-defined]  # a token is not sent by browsers on their own
    return answering


def _resources() -> list[URLPattern | URLResolver]:
    """The addresses of all operations; the root is ours."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = _in_own_words(pattern.callback)
    return list(found)


describing.nothing.csrf_exempt = True  # type: ignore[attr-defined]  # as above

urlpatterns: list[URLPattern | URLResolver] = [
    path("", (_resources(), "ninja", "api")),
    path("openapi.json", describing.openapi, name="openapi"),
    path("docs", describing.docs, name="api-docs"),
    re_path("", describing.nothing, name="api-nothing"),
]
