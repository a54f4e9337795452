"""How doors load records and answer."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.pieces import is_piece
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries.typing import product_named

_TOO_LARGE = 2**63


def seen_product(request: HttpRequest, number: int) -> Product:
    """The product, if this person may see it; otherwise it does not exist."""
    rows = Product.objects.visible_to(request.user).select_related("category", "variant_of")
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def seen_list(request: HttpRequest, number: int) -> PriceList:
    """The price list, if this person may see it; otherwise it does not exist."""
    found = PriceList.objects.visible_to(request.user).filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def keeper(request: HttpRequest) -> None:
    """Raises PermissionDenied for who may not change the catalogue."""
    if not can_keep_catalogue(request.user):
        raise PermissionDenied


def named_product(request: HttpRequest, words: str) -> Product:
    """The product of this code or name. Raises ValidationError."""
    found = product_named(request.user, words)
    if found is None:
        raise ValidationError(_("Write the code or the name of a product."))
    return found


def done(request: HttpRequest, text: str, where: str, *, is_refusal: bool = False) -> HttpResponse:
    """Say what was done, or why not, and go to `where`."""
    if not is_piece(request):
        (messages.error if is_refusal else messages.success)(request, text)
        return redirect(where)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = where
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text}})
    return answer
