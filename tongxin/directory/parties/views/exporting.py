"""Taking one customer out: as a contact card and as a QR code."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tongxin.base.ui.qr import TooLongForACode, qr_drawing
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, say_whole
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries.vcard import cards_of
from tongxin.directory.parties.views.loading import seen_party


def _carded(request: HttpRequest, party_id: int, *, with_contacts: bool) -> tuple[Party, str]:
    """The record and its card. Raises PermissionDenied where the reader may not see what a card tells."""
    party = seen_party(request, party_id)
    hidden = hidden_fields(request.user, "party")
    if {"phones", "emails", "address"} & hidden:
        raise PermissionDenied
    say_whole(request.user, "party", [party.pk], ("phones", "emails", "address"))
    contacts = Contact.objects.current().filter(party=party).select_related("person").prefetch_related("person__points")
    return party, cards_of(party, contacts if with_contacts else [], hidden)


@door(signed_in)
def card(request: HttpRequest, party_id: int) -> HttpResponse:
    """The customer and its contacts as one .vcf file."""
    party, cards = _carded(request, party_id, with_contacts=True)
    response = HttpResponse(cards, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{party.called}.vcf") or "attachment"
    return response


@door(signed_in)
def card_qr(request: HttpRequest, party_id: int) -> HttpResponse:
    """The card of one customer or person as a QR code, to be saved by whoever points a phone at it."""
    party, card_text = _carded(request, party_id, with_contacts=False)
    try:
        drawing = qr_drawing(card_text, _("QR code of %(name)s") % {"name": party.name})
    except TooLongForACode:
        drawing = None
    context = {
        "party": party,
        "drawing": drawing,
        "crumbs": [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("QR code"), "url": ""}],
    }
    return render(
        request, "parties/card_qr.html#form" if request.headers.get("HX-Request") else "parties/card_qr.html", context
    )
