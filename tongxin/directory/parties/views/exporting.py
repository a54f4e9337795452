"""Taking customers out: lists as xlsx or csv, one customer as a contact card."""

import tempfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.sheets import FORMATS, write_file
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import can_export, hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.events import PartiesExported
from tongxin.directory.parties.models import Contact
from tongxin.directory.parties.queries.export import export_rows, headings_for
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
    headings = headings_for(request.user)
    rows = export_rows(chosen_rows(request), list(headings))
    with tempfile.NamedTemporaryFile(suffix=f".{kind}", delete=False) as made:
        path = Path(made.name)
    try:
        count = write_file(path, list(headings.values()), rows)
        with transaction.atomic():
            tell(PartiesExported(count=count, format=kind), by=request.user, on=Subject("person", request.user.pk))
        name = f"customers-{now():%Y%m%d}.{kind}"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[kind])
    finally:
        path.unlink(missing_ok=True)


@door(signed_in)
def card(request: HttpRequest, party_id: int) -> HttpResponse:
    """The customer and its contacts as one .vcf file."""
    party = seen_party(request, party_id)
    if {"phones", "emails", "address"} & hidden_fields(request.user, "party"):
        raise PermissionDenied
    contacts = Contact.objects.current().filter(party=party).select_related("person").prefetch_related("person__points")
    response = HttpResponse(cards_of(party, contacts), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{party.called}.vcf") or "attachment"
    return response
