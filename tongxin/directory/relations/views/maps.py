"""The map of a customer, as a picture and as tables."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.web.doors import door, signed_in
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.relations.queries import answer_of, firm_map, laid_out

_PARTS = ("", "people", "firms")


@door(signed_in)
def customer_map(request: HttpRequest, party_id: int) -> HttpResponse:
    """Who decides, whom have we never met, and how firms hang together. `part`: people, firms, or all."""
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).select_related("owner").first()
    if party is None:
        raise Http404
    asked = request.GET.get("part", "")
    part = asked if asked in _PARTS else ""
    found = firm_map(request.user, party)
    titles = {"": pgettext("map", "All"), "people": pgettext("map", "People"), "firms": pgettext("map", "Firms")}
    context = {
        "party": party,
        "map": found,
        "answer": answer_of(found.people),
        "picture": laid_out(found, part=part),
        "part": part,
        "parts": titles.items(),
        "may_change": can_change(request.user, party),
        "crumbs": [
            {"title": _("Customers"), "url": reverse("customers")},
            {"title": party.called, "url": party.get_absolute_url()},
            {"title": _("Map of relations"), "url": ""},
        ],
    }
    return render(request, "relations/map.html", context)
