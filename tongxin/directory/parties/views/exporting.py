"""Taking customers out: lists as xlsx or csv, one customer as a contact card."""

import tempfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from tongxin.base.clock import now
from tongxin.base.sheets import FORMATS
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_export, hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import take_parties_out
from tongxin.directory.parties.models import Contact
from tongxin.directory.parties.queries.vcard import cards_of
from tongxin.directory.parties.views.listing import chosen_rows
from tongxin.directory.parties.views.loading import seen_party

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@door(signed_in, methods=("GET",))
def export_customers(request: HttpRequest) -> HttpResponseBase:
    """The list as it is filtered now, with the columns this person may see."""
    if not can_export(request.user) or not isinstance(request.user, Person):
        raise PermissionDenied
    kind = request.GET.get("format", "xlsx")
    if kind not in FORMATS:
        raise Http404
    look, rows = chosen_rows(request)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}", delete=False) as made:
        path = Path(made.name)
    try:
        take_parties_out(by=request.user, parties=rows, path=path, columns=look.columns)
        name = f"customers-{now():%Y%m%d}.{kind}"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[kind])
    finally:
        path.unlink(missing_ok=True)


@door(signed_in)
def card(request: HttpRequest, party_id: int) -> HttpResponse:
    """The customer and its contacts as one .vcf file."""
    party = seen_party(request, party_id)
    hidden = hidden_fields(request.user, "party")
    if {"phones", "emails", "address"} & hidden:
        raise PermissionDenied
    contacts = Contact.objects.current().filter(party=party).select_related("person").prefetch_related("person__points")
    response = HttpResponse(
        cards_of(party, contacts, with_birthdays="birthday" not in hidden), content_type="text/vcard; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{party.called}.vcf") or "attachment"
    return response
