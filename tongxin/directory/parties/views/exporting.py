"""Taking customers out: lists as xlsx or csv, one customer as a contact card."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.sheets import FORMATS
from tongxin.base.ui.qr import TooLongForACode, qr_drawing
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_export, hidden_fields
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Look
from tongxin.directory.parties.actions import take_parties_out
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries.vcard import cards_of
from tongxin.directory.parties.views.bulk import picked
from tongxin.directory.parties.views.listing import chosen_rows
from tongxin.directory.parties.views.loading import seen_party

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@door(signed_in, methods=("GET", "POST"))
def export_customers(request: HttpRequest) -> HttpResponseBase:
    """The list as it is filtered now, with the columns this person may see. POST: of the list `here`, only the picked ones (`ids`),
    or with `every` all of it."""
    if not can_export(request.user) or not isinstance(request.user, Person):
        raise PermissionDenied
    kind = (request.POST if request.method == "POST" else request.GET).get("format", "xlsx")
    if kind not in FORMATS:
        raise Http404
    try:
        look, rows = _picked_rows(request) if request.method == "POST" else chosen_rows(request.GET, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("customers")
    with tempfile.NamedTemporaryFile(suffix=f".{kind}", delete=False) as made:
        path = Path(made.name)
    try:
        take_parties_out(by=request.user, parties=rows, path=path, columns=look.columns)
        name = f"customers-{now():%Y%m%d}.{kind}"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[kind])
    finally:
        path.unlink(missing_ok=True)


def _picked_rows(request: HttpRequest) -> tuple[Look, QuerySet[Party]]:
    look, rows = chosen_rows(QueryDict(request.POST.get("here", "")[:8_000]), request.user)
    return look, rows if request.POST.get("every") else rows.filter(pk__in=picked(request))


def _carded(request: HttpRequest, party_id: int, *, with_contacts: bool) -> tuple[Party, str]:
    """The record and its card. Raises PermissionDenied where the reader may not see what a card tells."""
    party = seen_party(request, party_id)
    hidden = hidden_fields(request.user, "party")
    if {"phones", "emails", "address"} & hidden:
        raise PermissionDenied
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
