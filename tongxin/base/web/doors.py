"""Doors: every view says who may knock. A view without a door keeps the server from starting."""

import logging
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


class Policy(Protocol):
    """Answers None to let the request in, or the response that refuses it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | None: ...


def anyone(request: HttpRequest) -> HttpResponseBase | None:
    """Open to people who are not signed in. The list of these doors is short and checked."""
    return None


def signed_in(request: HttpRequest) -> HttpResponseBase | None:
    """Open to active people of the firm; others are asked to sign in and come back to where they wanted to go."""
    if request.user.is_authenticated:
        return None
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Trigger": "session-gone"})
    where = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"{reverse('login')}?{urlencode({'next': where})}")


def door(policy: Policy, *, methods: Collection[str] = ("GET",)) -> Callable[[View], View]:
    """Guard a view: the policy first, then the method, then the view."""

    def guard(view: View) -> View:
        allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # Any: what the address holds
            try:
                refusal = policy(request)
                if refusal is not None:
                    return refusal
                if request.method not in allowed:
                    return HttpResponseNotAllowed(sorted(allowed))
                return view(request, *args, **kwargs)
            except PermissionDenied:  # of the policy, or of what the view asked for
                log.info("door %s refused person %s", view.__qualname__, request.user.pk)
                raise

        guarded.door = policy  # type: ignore[attr-defined]  # read by the start-up check and by the tests
        guarded.door_methods = allowed  # type: ignore[attr-defined]  # as above
        return guarded

    return guard
