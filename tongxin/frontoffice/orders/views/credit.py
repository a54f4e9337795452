"""How much a customer may owe us."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import said
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import set_credit_limit
from tongxin.frontoffice.orders.policies import can_release


@door(signed_in, methods=("POST",))
def customer_credit(request: HttpRequest, party_id: int) -> HttpResponse:
    """Another limit, or none."""
    rows = Party.objects.visible_to(request.user).living()
    party = rows.filter(pk=party_id).first() if party_id < 2**63 else None
    if party is None:
        raise Http404
    if not can_release(request.user):
        raise PermissionDenied
    where = f"{party.get_absolute_url()}#orders"
    try:
        set_credit_limit(by=me(request), party=party, limit=request.POST.get("limit", "").strip())
    except ValidationError as error:
        return said(request, " ".join(error.messages), where, is_refusal=True)
    return said(request, _("Saved"), where)
