"""Pages for what went wrong, in the words of the person who sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "ui/error.html", {"status": status, "title": title, "text": text}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it does not exist, or is not for this person; both look the same."""
    return _page(request, 404, _("Nothing here"), _("It may have moved, or it isn't yours to see."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person may see it but not do this."""
    text = str(exception) if exception and str(exception) else _("Ask your administrator if you need this.")
    return _page(request, 403, _("You may not do this"), text)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was half-done."""
    return _page(request, 500, _("Something broke on our side"), _("Nothing was half-saved. Please try once more."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret no longer fits: the page was open for long, or the session ended."""
    return _page(
        request,
        403,
        _("This page was open too long"),
        _("Go back, reload the page and send it again. What you typed is kept."),
    )
