"""How doors load records."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tongxin.base.web.records import found_in
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_change


def seen(request: HttpRequest, number: int) -> Contract:
    """The contract, if this person may see it; otherwise it does not exist."""
    return found_in(
        Contract.objects.visible_to(request.user).select_related("party", "owner", "unit", "sealed_by"), number
    )


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
