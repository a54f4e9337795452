"""Pages for what went wrong, in the words of the person who sees them."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

API = "/api/"
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
    """500: our fault; nothing was half-done."""
    title, text = _("Something broke on our side"), _("Nothing was half-saved. Please try once more.")
    if request.path.startswith(API) or request.headers.get("HX-Request"):
        return _answer(request, 500, title, text)
    return _plain(500, title, text)


def _plain(status: int, title: str, text: str) -> HttpResponse:
    """A page that asks neither session nor database, which may be the very thing that broke."""
    lang = "en" if get_language() == "en" else "zh-Hans"
    page = render_to_string("ui/error.html", {"status": status, "title": title, "text": text, "lang": lang})
    return HttpResponse(page, status=status)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent once more by a press; never secrets.

    Only when the browser vouches that the form stood on a page of ours: a page of somebody else's must not get its post
    through by way of a friendly button.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin" or request.FILES:
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret no longer fits: the page was open for long, or somebody signed in or out meanwhile."""
    title = _("This page was open too long")
    text = _("Nothing was saved yet. Send it once more, or go back: what you typed is still there.")
    return _answer(request, 403, title, text, "project/form_expired.html")
