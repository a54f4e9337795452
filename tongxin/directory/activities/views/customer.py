"""This room's pieces of the customer's page: the timeline, and planning a step."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.activities.actions import CannotSee, plan_step
from tongxin.directory.activities.forms import StepForm
from tongxin.directory.activities.panels import next_step_context, timeline_context
from tongxin.directory.activities.sentences import said_due
from tongxin.directory.activities.views.answering import back, is_piece, seen_party, toast
from tongxin.directory.parties.models import Party


@door(signed_in)
def customer_timeline(request: HttpRequest, party_id: int) -> HttpResponse:
    """What happened with one customer; `group` filters, `after` goes on from there."""
    party = seen_party(request, party_id)
    after = request.GET.get("after", "")
    try:
        context = timeline_context(me(request), party, group=request.GET.get("group", ""), cursor=after)
    except BadCursor:
        return redirect("customer_timeline", party.pk)
    context |= {"party": party, "continued": request.GET.get("day", "") if after else ""}
    if not is_piece(request):
        crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Timeline"), "url": ""}]
        return render(request, "activities/timeline.html", {**context, "crumbs": crumbs})
    return render(request, "activities/_items.html" if after else "activities/_timeline.html", context)


@door(signed_in, methods=("GET", "POST"))
@once
def customer_steps(request: HttpRequest, party_id: int) -> HttpResponse:
    """The next step of a customer, and planning one."""
    party = seen_party(request, party_id)
    if request.method == "GET":
        return _shown(request, party)
    form = StepForm(request.POST, person=me(request))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            step = plan_step(
                by=me(request),
                party=party,
                text=typed["text"],
                due=form.due(),
                owner=typed["owner"],
                kind=typed["kind"] or "task",
                custom=form.own_values(),
            )
        except CannotSee as error:
            form.add_error("owner", str(error))
        except ValidationError as error:
            refuse(form, error)
        else:
            said = _("Planned: %(what)s") % {"what": f"{said_due(str(step.due))} {step.text[:60]}".strip()}
            if not is_piece(request):
                return back(request, said, otherwise=party.get_absolute_url())
            return toast(
                _card(request, party_id), said, undo=reverse("cancel_step", args=[step.pk]), events={"noted": {}}
            )
    return _card(request, party_id, form, status=422)


def _shown(request: HttpRequest, party: Party) -> HttpResponse:
    """The card as a piece, its form alone, or both as a page."""
    if is_piece(request) and "form" not in request.GET:
        return _card(request, party.pk)
    form = StepForm(initial={"owner": me(request).pk, "kind": "task"}, person=me(request))
    if is_piece(request):
        return render(request, "activities/_new_step.html", {"party": party, "form": form})
    return _card(request, party.pk, form)


def _card(request: HttpRequest, party_id: int, form: StepForm | None = None, *, status: int = 200) -> HttpResponse:
    party = seen_party(request, party_id)
    context = {"party": party, "panel": next_step_context(me(request), party, form=form)}
    if is_piece(request):
        return render(request, "activities/_next_step.html", context, status=status)
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Next step"), "url": ""}]
    return render(request, "activities/next_step.html", {**context, "crumbs": crumbs}, status=status)
