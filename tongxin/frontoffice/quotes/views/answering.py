"""How doors load records and answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongxin.frontoffice.quotes.models import Quote

_TOO_LARGE = 2**63


def seen(request: HttpRequest, number: int) -> Quote:
    """The quote, if this person may see it; otherwise it does not exist."""
    rows = Quote.objects.visible_to(request.user).select_related("party", "owner")
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def said(request: HttpRequest, text: str, where: str, *, is_refusal: bool = False) -> HttpResponse:
    """Say what was done, or why not, and go to `where`."""
    (messages.error if is_refusal else messages.success)(request, text)
    return redirect(where)
