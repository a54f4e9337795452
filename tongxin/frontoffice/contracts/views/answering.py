"""How doors load records and answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_change

_TOO_LARGE = 2**63


def seen(request: HttpRequest, number: int) -> Contract:
    """The contract, if this person may see it; otherwise it does not exist."""
    rows = Contract.objects.visible_to(request.user).select_related("party", "owner", "unit", "sealed_by")
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def mine(request: HttpRequest, number: int) -> Contract:
    """The same, for somebody who may change it."""
    one = seen(request, number)
    if not can_change(request.user, one):
        raise PermissionDenied
    return one


def version_of(request: HttpRequest) -> int | None:
    """The version that the person looked at, where the form says it."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def said(request: HttpRequest, text: str, where: str, *, is_refusal: bool = False) -> HttpResponse:
    """Say what was done, or why not, and go to `where`."""
    (messages.error if is_refusal else messages.success)(request, text)
    return redirect(where)


def do(request: HttpRequest, one: Contract, deed: Callable[[], object], text: str, at: str = "") -> HttpResponse:
    """Do it and come back to `at` on the page, or come back and say why not."""
    try:
        deed()
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, text, one.get_absolute_url() + at)
