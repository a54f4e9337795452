"""How doors load records and answer."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.queries import root_of
from tongxin.directory.parties.queries.around import page_party


def seen_party(request: HttpRequest, party_id: int) -> Party:
    """The party, if this person may see it; otherwise it does not exist. The number of a merged record means the one it went into."""
    party = page_party(request.user, party_id)
    if party is None and (root := root_of(party_id)) != party_id:
        party = page_party(request.user, root)
    if party is None:
        raise Http404
    return party


def seen_contact(request: HttpRequest, contact_id: int) -> Contact:
    """The contact, if this person may see its firm."""
    rows = Contact.objects.visible_to(request.user).select_related("party", "person")
    contact = rows.filter(pk=contact_id).first()
    if contact is None:
        raise Http404
    return contact


def toast(
    response: HttpResponse, text: str, *, undo: str = "", more: dict[str, Any] | None = None
) -> HttpResponse:  # Any: JSON
    """Say what was done, with the way back."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": text, "undo": undo}, **(more or {})})
    return response
