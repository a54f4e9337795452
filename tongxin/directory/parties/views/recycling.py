"""The recycle bin: who deleted what, how long it can still come back; restoring, and deleting for ever."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import administrators, can_administer
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.parties.actions import NotYours, purge_parties, restore_parties
from tongxin.directory.parties.actions.bin import KEPT_FOR
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.recycled import deleters_of, recycled
from tongxin.directory.parties.views.loading import toast

SIZE = 60
MOST = 500


def _rows(
    person: Any, parties: list[Party], at: datetime
) -> list[dict[str, Any]]:  # Any: person of the doors, template context
    ids = [party.pk for party in parties]
    deleters = deleters_of(ids)
    mine = set(Party.objects.changeable_by(person).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        {
            "party": party,
            "by": deleters.get(party.pk),
            "days": max((party.deleted_at + KEPT_FOR - at).days, 0) if party.deleted_at else 0,
            "may_restore": party.pk in mine,
        }
        for party in parties
    ]


@door(signed_in)
def bin_page(request: HttpRequest) -> HttpResponse:
    """What can still come back, what was deleted last first."""
    at = now()
    rows = recycled(request.user, at - KEPT_FOR)
    try:
        page = page_of(rows, order=("-deleted_at", "-id"), size=SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("customers_bin")
    before, after = (f"?after={cursor}" if cursor else "" for cursor in (page.previous, page.next))
    context = {
        "rows": _rows(request.user, page.rows, at),
        "may_purge": can_administer(request.user),
        "page": {"summary": _("Deleted last first"), "previous_url": before, "next_url": after},
        "crumbs": [{"title": _("Customers"), "url": reverse("customers")}, {"title": _("Recycle bin"), "url": ""}],
    }
    return render(request, "parties/bin.html", context)


def _picked(request: HttpRequest) -> list[int]:
    """Numbers of picked rows in the bin that this person may see; others are as if they were not there."""
    ids = [
        int(text)
        for text in [*request.POST.getlist("ids"), *request.GET.getlist("ids")]
        if text.isascii() and text.isdigit() and len(text) < 19
    ]
    return list(recycled(request.user, now() - KEPT_FOR).filter(pk__in=ids[:MOST]).values_list("pk", flat=True))


@door(signed_in, methods=("POST",))
def restorations(request: HttpRequest) -> HttpResponse:
    """Bring the picked ones back."""
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    picked = _picked(request)
    try:
        found = restore_parties(by=person, parties=picked) if picked else []
    except NotYours as error:
        messages.error(request, str(error))
        return redirect("customers_bin")
    if found:
        words = ngettext("%(n)d customer is back", "%(n)d customers are back", len(found))
        messages.success(request, words % {"n": len(found)})
    else:
        messages.warning(request, _("Pick at least one customer first."))
    return redirect("customers_bin")


@door(administrators, methods=("POST",))
def removals(request: HttpRequest) -> HttpResponse:
    """Delete the picked ones for ever."""
    person = request.user
    assert isinstance(person, Person)
    purged = purge_parties(by=person, parties=_picked(request))
    if purged.gone:
        words = ngettext("%(n)d customer deleted for ever", "%(n)d customers deleted for ever", len(purged.gone))
        messages.success(request, words % {"n": len(purged.gone)})
    for reason in sorted(set(purged.kept.values())):
        messages.warning(request, _("Kept: %(reason)s") % {"reason": reason})
    if not purged.gone and not purged.kept:
        messages.warning(request, _("Pick at least one customer first."))
    return redirect("customers_bin")


@door(signed_in, methods=("POST",))
def restore(request: HttpRequest) -> HttpResponse:
    """Bring back what was deleted from a list a moment ago (`ids` in the address)."""
    picked = _picked(request)
    try:
        found = restore_parties(by=me(request), parties=picked) if picked else []
    except NotYours as error:
        return toast(HttpResponse(status=422), str(error))
    words = ngettext("%(n)d customer is back", "%(n)d customers are back", len(found))
    response = toast(HttpResponse(status=204 if found else 422), words % {"n": len(found)})
    response["HX-Refresh"] = "true"
    return response
