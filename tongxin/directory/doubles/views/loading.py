"""How doors load records and answer."""

import json

from django.http import Http404, HttpRequest, HttpResponse

from tongxin.directory.doubles.models import Merge
from tongxin.directory.doubles.queries.merges import seen_merge
from tongxin.directory.parties.models import Party


def both_seen(request: HttpRequest, party_id: int, other_id: int) -> tuple[Party, Party]:
    """Both records, if this person sees both; otherwise they do not exist."""
    rows = Party.objects.visible_to(request.user).living().select_related("owner", "unit", "parent")
    found = rows.in_bulk([party_id, other_id])
    if party_id not in found or other_id not in found or party_id == other_id:
        raise Http404
    return found[party_id], found[other_id]


def merge_seen(request: HttpRequest, merge_id: int) -> Merge:
    """The merge, if this person sees what became of it."""
    merge = seen_merge(request.user, merge_id)
    if merge is None:
        raise Http404
    return merge


def toast(response: HttpResponse, text: str, *, undo: str = "") -> HttpResponse:
    """Say what was done, with the way back."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": text, "undo": undo}})
    return response
