"""How doors load records and answer."""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongxin.base.web.pieces import is_piece
from tongxin.base.web.records import found_in, said
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries.typing import product_named


def seen_product(request: HttpRequest, number: int) -> Product:
    """The product, if this person may see it; otherwise it does not exist."""
    return found_in(Product.objects.visible_to(request.user).select_related("category", "variant_of"), number)


def seen_list(request: HttpRequest, number: int) -> PriceList:
    """The price list, if this person may see it; otherwise it does not exist."""
    return found_in(PriceList.objects.visible_to(request.user), number)


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
        return said(request, text, where, is_refusal=is_refusal)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = where
    answer["HX-Trigger"] = json.dumps({"toast": {"text": text}})
    return answer
