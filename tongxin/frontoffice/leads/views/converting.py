"""From a lead to a customer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.leads.actions import convert_lead
from tongxin.frontoffice.leads.forms import ConvertForm
from tongxin.frontoffice.leads.policies import can_change_lead
from tongxin.frontoffice.leads.queries import likes_of
from tongxin.frontoffice.leads.views.leads import seen_lead, shown_form


@door(signed_in, methods=("GET", "POST"))
@once
def conversion(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Into a new customer or one that is known, with what they may buy."""
    one = seen_lead(request, lead_id)
    if not can_change_lead(request.user, one):
        raise PermissionDenied
    known = likes_of(request.user, one)
    likes = [like.party for like in known if like.party]
    sure = next((like.party.pk for like in known if like.party and like.is_sure), None)
    given = request.POST if request.method == "POST" else None
    initial = {"into": sure, "opportunity": one.about.split("\n")[0][:80]}
    form = ConvertForm(given, likes=[party.pk for party in likes], person=me(request), initial=initial)
    if given is not None and form.is_valid():
        typed = form.cleaned_data
        facts = {name: typed[name] for name in ("amount", "expected_on", "next_step", "next_on") if typed[name]}
        try:
            done = convert_lead(by=me(request), lead=one, into=typed["into"], opportunity=typed["opportunity"], **facts)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(done.opportunity or done.party)
    return shown_form(
        request, form, _("Make %(title)s a customer") % {"title": one.called}, _("Make it a customer"), once=True
    )
