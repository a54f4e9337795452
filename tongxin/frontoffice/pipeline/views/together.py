"""What a stage asks for, ticked; and who works on an opportunity together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pipeline.actions import join_deal, leave_deal, show_evidence, take_evidence_back
from tongxin.frontoffice.pipeline.forms.together import TeamForm
from tongxin.frontoffice.pipeline.models import Evidence
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.views.answering import refreshed, seen


@door(signed_in, methods=("POST",))
def evidence(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Tick what is there, or take the tick away."""
    one = seen(request, opportunity_id)
    number = request.POST.get("evidence", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    found = Evidence.objects.filter(pk=int(number)).select_related("stage").first() if is_number else None
    if found is None:
        raise Http404
    try:
        if request.POST.get("shown") == "no":
            take_evidence_back(by=me(request), opportunity=one, evidence=found)
        else:
            show_evidence(by=me(request), opportunity=one, evidence=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(one)


@door(signed_in, methods=("GET", "POST"))
def team(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Have a colleague work on it, too."""
    one = seen(request, opportunity_id)
    if not can_change(request.user, one):
        raise PermissionDenied
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            join_deal(by=me(request), opportunity=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return refreshed(request, _("%(name)s is with us") % {"name": form.cleaned_data["person"].name}, one)
    crumbs = [{"title": one.name[:40], "url": one.get_absolute_url()}, {"title": _("Team"), "url": ""}]
    context = {"one": one, "form": form, "title": _("Add to the team"), "crumbs": crumbs}
    template = "pipeline/closing.html#dialog" if is_piece(request) else "pipeline/closing.html"
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
def team_leaving(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """A colleague works on it no longer."""
    one = seen(request, opportunity_id)
    number = request.POST.get("person", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    person = Person.objects.filter(pk=int(number)).first() if is_number else None
    if person is None:
        raise Http404
    leave_deal(by=me(request), opportunity=one, person=person)
    return redirect(one)
