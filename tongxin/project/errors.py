"""Pages for what went wrong, in the words of the person who sees them."""

import json
import logging
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _

from tongxin.base.web.request_ids import request_id

log = logging.getLogger(__name__)
API = "/api/"
AGAIN = 5  # seconds
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "old", "secret", "token"}


def _answer(request: HttpRequest, status: int, title: str, text: str, template: str = "ui/error.html") -> HttpResponse:
    """A page for people, one sentence for a swapped-in piece, a problem for programs."""
    if request.path.startswith(API):
        problem = json.dumps({"type": "about:blank", "status": status, "title": title, "detail": text})
        return HttpResponse(problem, status=status, content_type="application/problem+json")
    if request.headers.get("HX-Request"):
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    context = {"status": status, "title": title, "text": text, "kept": _kept(request)}
    return render(request, template, context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it does not exist, or is not for this person; both look the same."""
    return _answer(request, 404, _("Nothing here"), _("It may have moved, or it isn't yours to see."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person may see it but not do this."""
    text = str(exception) if exception and str(exception) else _("Ask your administrator if you need this.")
    return _answer(request, 403, _("You may not do this"), text)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request can't be read. Says nothing of why: most who send such requests are no people."""
    return _plain(400, _("This request can't be read"), _("Go back and try once more."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was half-done. 503 when the database or its disk could not be reached: the same may work in a moment."""
    error = sys.exc_info()[1]
    log.error("a request broke at %s", request.resolver_match.route if request.resolver_match else "?", exc_info=error)
    if isinstance(error, OperationalError):
        return _later(request, _("Busy just now"), _("Nothing was saved. Please try again."), AGAIN)
    return _brief(request, 500, _("Something broke on our side"), _("Nothing was half-saved. Please try once more."))


def in_maintenance(request: HttpRequest, seconds: int, *, is_readable: bool) -> HttpResponse:
    """503: somebody works on the installation. In the reader's language, though neither session nor database was asked."""
    chosen = request.COOKIES.get("language", "")
    with override(chosen if chosen in ("zh-hans", "en") else get_language_from_request(request)):
        text = (
            _("You can read on. What changes something must wait: please try again in about %(minutes)d minutes.")
            if is_readable
            else _("Nothing is lost. Please come again in about %(minutes)d minutes.")
        )
        return _later(request, _("We are looking after the system"), text % {"minutes": -(-seconds // 60)}, seconds)


def too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: more in a minute than one person needs. What was typed is kept, and can be sent once more."""
    title, text = _("Too many at once"), _("More was asked for in a minute than one person needs. Wait %(n)d seconds.")
    say = _answer if request.method == "POST" else _brief
    answer = say(request, 429, title, text % {"n": seconds})
    answer["Retry-After"] = str(seconds)
    return answer


def _later(request: HttpRequest, title: str, text: str, seconds: int) -> HttpResponse:
    answer = _brief(request, 503, title, text)
    answer["Retry-After"] = str(seconds)
    return answer


def _brief(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    if request.path.startswith(API) or request.headers.get("HX-Request"):
        return _answer(request, status, title, text)
    return _plain(status, title, text)


def _plain(status: int, title: str, text: str) -> HttpResponse:
    """A page that asks neither session nor database, which may be the very thing that broke."""
    lang = "en" if get_language() == "en" else "zh-Hans"
    page = render_to_string(
        "ui/error.html", {"status": status, "title": title, "text": text, "lang": lang, "request_id": request_id()}
    )
    return HttpResponse(page, status=status)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent once more by a press; never secrets.

    Only when the browser vouches that the form stood on a page of ours: a page of somebody else's must not get its post
    through by way of a friendly button.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin" or request.FILES:
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]


def second_factor_first(request: HttpRequest) -> HttpResponse:
    """403: the firm has begun to demand a second factor while somebody was typing. Nothing was done, and what was typed can be sent once more."""
    title = _("Two-step verification comes first")
    text = _(
        "Your firm asks for it now. Set it up in another tab, then send this once more: what you typed is still here."
    )
    return _answer(request, 403, title, text, "project/form_expired.html")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret no longer fits: the page was open for long, or somebody signed in or out meanwhile."""
    title = _("This page was open too long")
    text = _("Nothing was saved yet. Send it once more, or go back: what you typed is still there.")
    return _answer(request, 403, title, text, "project/form_expired.html")
