"""This room's deeds on a customer's page: giving it back, protecting it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.dates import show_day
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.parties.policies import can_change
from tongxin.frontoffice.pools.actions import end_protection, protect, release
from tongxin.frontoffice.pools.forms import ReleaseForm
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.views.loading import is_piece, refused, said, seen_party


@door(signed_in, methods=("GET", "POST"))
@once
def customer_release(request: HttpRequest, party_id: int) -> HttpResponse:
    """Into which pool, and why in a sentence."""
    party = seen_party(request, party_id)
    if not can_change(request.user, party) or party.owner is None:
        raise Http404
    form = ReleaseForm(request.POST if request.method == "POST" else None, person=me(request))
    if request.method == "POST" and form.is_valid():
        pool = form.cleaned_data["pool"]
        try:
            stay = release(by=me(request), party=party, pool=pool, why=form.cleaned_data["why"])
        except ValidationError as error:
            form.add_error("why" if hasattr(error, "error_dict") else None, error.messages)
        else:
            text = _("%(name)s lies in the pool “%(pool)s” now.") % {"name": party.called, "pool": pool.name}
            return _released(request, stay, text)
    context = {
        "party": party,
        "form": form,
        "crumbs": [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Into the pool"), "url": ""}],
    }
    template = "pools/release.html#dialog" if is_piece(request) else "pools/release.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _released(request: HttpRequest, stay: Stay, text: str) -> HttpResponse:
    """The customer's page is no longer this person's to see: the way back takes its place."""
    answer = render(request, "pools/_released.html", {"stay": stay, "text": text})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#main", "innerHTML"
    return said(request, answer, text, reverse("pools"), undo=reverse("pool_undoing", args=[stay.pk]), closes=True)


@door(signed_in, methods=("POST",))
@once
def customer_protection(request: HttpRequest, party_id: int) -> HttpResponse:
    """Keep one's own customer for a while, or let the rule count again (`days` is 0)."""
    party = seen_party(request, party_id)
    days = request.POST.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else -1
    here = party.get_absolute_url()
    try:
        if number == 0:
            end_protection(by=me(request), party=party)
            text = _("The rule counts again.")
        else:
            until = protect(by=me(request), party=party, days=number)
            text = _("Protected until %(day)s") % {
                "day": show_day(timezone.localdate(until), today=timezone.localdate(now()))
            }
    except ValidationError as error:
        return refused(request, error, here)
    answer = said(request, HttpResponse(status=204), text, here)
    answer["HX-Refresh"] = "true"
    return answer
