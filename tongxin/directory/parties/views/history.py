"""The history of one fact, and taking a change of it back."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import field_right
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import ChangedMeanwhile, undo_change
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.provenance import provenance_of
from tongxin.directory.parties.views.fact_rows import check_field, row_of, said
from tongxin.directory.parties.views.loading import seen_party, toast

_SHOWN = 50


@door(signed_in)
def history(request: HttpRequest, party_id: int, field: str) -> HttpResponse:
    """Who acquired this fact first, who changed it when, from what to what."""
    label = check_field(request, field)
    party = seen_party(request, party_id)
    found = provenance_of(request.user, party, field, has_value=bool(row_of(request, party, field).text))
    lines = [
        {
            "entry": one.entry,
            "said": one.said,
            "old": said(request, field, one.old),
            "new": said(request, field, one.new),
            "can_be_undone": one.can_be_undone,
        }
        for one in found.changes[:_SHOWN]
    ]
    may_undo = can_change(request.user, party) and field_right(request.user, "party", field) == "write"
    context: dict[str, Any] = {  # Any: template context
        "party": party,
        "field": field,
        "label": label,
        "first": found.first,
        "changes": lines,
        "may_undo": may_undo,
        "crumbs": [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("History"), "url": ""}],
    }
    is_piece = bool(request.headers.get("HX-Request"))
    return render(request, "parties/_history.html" if is_piece else "parties/history.html", context)


@door(signed_in, methods=("POST",))
def undo(request: HttpRequest, party_id: int, entry_id: int) -> HttpResponse:
    """Take one change back: all of it, or only the posted `field`."""
    party = seen_party(request, party_id)
    entry = get_object_or_404(Entry.objects.about(Subject("party", party.pk)), pk=entry_id)
    if not isinstance(request.user, Person):
        raise PermissionDenied
    try:
        undo_change(by=request.user, entry=entry, only=request.POST.get("field", ""))
    except ChangedMeanwhile as conflict:
        return toast(HttpResponse(status=204), str(conflict))
    except ValidationError as error:
        return toast(HttpResponse(status=204), error.messages[0])
    if "field" in request.POST and not request.headers.get("HX-Request"):
        return redirect(party)  # a form on a page without scripts
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})
