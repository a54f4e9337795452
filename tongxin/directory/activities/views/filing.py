"""Putting what belongs to no customer yet under one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.activities.actions import change_activity, change_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.policies import can_change_activity, can_change_step
from tongxin.directory.activities.queries.files_under import likely_parties
from tongxin.directory.activities.views.answering import back, is_piece, seen_activity, seen_party, seen_step, toast


def _choice(request: HttpRequest, record: Activity | Step, action: str) -> HttpResponse:
    """Which customer? The likely ones, and a search."""
    q = request.GET.get("q", "").strip()[:100]
    crumbs = [
        {"title": pgettext("place", "Today"), "url": reverse("today")},
        {"title": _("File under a customer"), "url": ""},
    ]
    context = {
        "record": record,
        "action": action,
        "q": q,
        "parties": likely_parties(me(request), record.text, q),
        "hidden": hidden_fields(request.user, "party"),
        "crumbs": crumbs,
    }
    if not is_piece(request):
        return render(request, "activities/filing.html", context)
    piece = "choices" if "q" in request.GET else "dialog"
    return render(request, f"activities/filing.html#{piece}", context)


def _filed(request: HttpRequest, called: str) -> HttpResponse:
    said = _("Filed under %(customer)s") % {"customer": called}
    if is_piece(request):
        return toast(HttpResponse(status=204), said, events={"noted": {}, "close-dialog": {}})
    return back(request, said, otherwise=reverse("today"))


@door(signed_in, methods=("GET", "POST"))
@once
def activity_filing(request: HttpRequest, activity_id: int) -> HttpResponse:
    """An activity goes under a customer, from then on visible to all who see it."""
    found = seen_activity(request, activity_id)
    if not can_change_activity(request.user, found):
        raise PermissionDenied
    if request.method == "GET":
        return _choice(request, found, reverse("file_activity", args=[found.pk]))
    party = seen_party(request, request.POST.get("party", ""))
    change_activity(by=me(request), activity=found, party=party)
    return _filed(request, party.called)


@door(signed_in, methods=("GET", "POST"))
@once
def step_filing(request: HttpRequest, step_id: int) -> HttpResponse:
    """A step goes under a customer."""
    found = seen_step(request, step_id)
    if not can_change_step(request.user, found):
        raise PermissionDenied
    if request.method == "GET":
        return _choice(request, found, reverse("file_step", args=[found.pk]))
    party = seen_party(request, request.POST.get("party", ""))
    change_step(by=me(request), step=found, party=party)
    return _filed(request, party.called)
