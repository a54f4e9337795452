"""To whom somebody at the customer reports."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions.reporting import set_superior
from tongxin.directory.parties.models import Contact


def _contact(request: HttpRequest, contact_id: int) -> Contact:
    rows = Contact.objects.visible_to(request.user).current().select_related("party", "person")
    found = rows.filter(pk=contact_id).first()
    if found is None:
        raise Http404
    return found


@door(signed_in, methods=("POST",))
def superior(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Say who stands above somebody; nobody when nothing is chosen."""
    contact = _contact(request, contact_id)
    assert isinstance(request.user, Person)  # the door has let in nobody else
    given = request.POST.get("superior", "")
    above = _contact(request, int(given)) if given.isascii() and given.isdigit() and len(given) < 19 else None
    try:
        set_superior(by=request.user, contact=contact, superior=above)
        messages.success(request, _("Saved"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("customer_map", contact.party_id)
