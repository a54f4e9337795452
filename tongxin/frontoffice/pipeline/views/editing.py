"""Adding an opportunity, changing its facts, saying what comes next."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions import change_opportunity, open_opportunity, open_said, plan_next
from tongxin.frontoffice.pipeline.forms import NextForm, OpportunityForm, opportunity_initial
from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline, Stage
from tongxin.frontoffice.pipeline.policies import can_change, can_open
from tongxin.frontoffice.pipeline.views.answering import refreshed, said, seen

# What stands side by side in the form.
_ROWS = (
    ("amount", "stage", "expected_on", "probability", "owner"),
    ("next_step", "next_on", "source", "product"),
)


@door(signed_in, methods=("GET", "POST"))
@once
def new_opportunity(request: HttpRequest) -> HttpResponse:
    """A name is enough; `?customer` says whose it is."""
    if not can_open(request.user):
        raise PermissionDenied
    party = _customer(request)
    initial = {"party": party, "owner": me(request).pk, "stage": _first(request), "name": request.GET.get("name", "")}
    form = OpportunityForm(request.POST or None, person=me(request), is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _opened(request, form)
        if made is not None:
            return _to(request, made)
    return _show(request, form, party)


@door(signed_in, methods=("POST",))
@once
def quick_opportunity(request: HttpRequest) -> HttpResponse:
    """One sentence, saved at once; what was read can be put right on its page."""
    if not can_open(request.user):
        raise PermissionDenied
    text, stage = request.POST.get("text", ""), _first(request)
    try:
        made = open_said(by=me(request), text=text, party=_customer(request), stage=stage)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        form = f"{reverse('new_opportunity')}?{urlencode({'name': text[:200]})}"
        return HttpResponse(status=204, headers={"HX-Redirect": form}) if is_piece(request) else redirect(form)
    return _to(request, made)


def _to(request: HttpRequest, made: Opportunity) -> HttpResponse:
    text = _("Added: %(name)s") % {"name": made.name}
    answer = said(request, text, made.get_absolute_url(), undo=reverse("delete_opportunity", args=[made.pk]))
    if is_piece(request) and request.POST.get("then") == "open":
        answer["HX-Redirect"] = made.get_absolute_url()
    return answer


def _customer(request: HttpRequest) -> Party | None:
    number = request.POST.get("party") or request.GET.get("customer", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Party.objects.visible_to(request.user).living().filter(pk=int(number)).first()


def _first(request: HttpRequest) -> Stage | None:
    wanted = request.GET.get("in", "")
    chosen = [one for one in Pipeline.objects.in_use() if str(one.pk) == wanted]
    rows = Stage.objects.in_use()
    return (rows.filter(pipeline=chosen[0]) if chosen else rows).first()


def _typed(form: OpportunityForm, names: Iterable[str]) -> dict[str, Any]:  # Any: as typed
    """What was typed into these fields; a customer that was named is the party."""
    typed = {name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name) not in (None, "")}
    named = typed.pop("customer", None)
    return {**typed, "party": named} if named else typed


def _opened(request: HttpRequest, form: OpportunityForm) -> Opportunity | None:
    typed = _typed(form, form.cleaned_data.keys() - form.added.keys())
    try:
        return open_opportunity(by=me(request), custom=form.own_values(), **typed)
    except ValidationError as error:
        refuse(form, error)
    return None


def _show(
    request: HttpRequest, form: OpportunityForm, party: Party | None, one: Opportunity | None = None
) -> HttpResponse:
    template = "pipeline/form.html#dialog" if is_piece(request) else "pipeline/form.html"
    title = _("Change") if one else _("New opportunity")
    crumbs = [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": title, "url": ""}]
    rows = [[form[name] for name in names if name in form.fields] for names in _ROWS]
    context = {"form": form, "rows": rows, "party": party, "one": one, "title": title, "crumbs": crumbs}
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
def facts(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Change what is known of it. What somebody else changed meanwhile is kept and shown."""
    one = seen(request, opportunity_id)
    if not can_change(request.user, one):
        raise PermissionDenied
    initial = opportunity_initial(one, get_language() or "en")
    form = OpportunityForm(request.POST or None, person=me(request), initial=initial)
    if request.method == "POST" and form.is_valid() and _changed(request, one, form):
        return refreshed(request, _("Saved"), one)
    return _show(request, form, one.party, one)


def _changed(request: HttpRequest, one: Opportunity, form: OpportunityForm) -> bool:
    emptied = {
        name: "" for name in form.changed_data if name not in ("party", "customer", "probability", "stage", "owner")
    }
    values = {**emptied, **_typed(form, form.changed_data)}
    try:
        change_opportunity(by=me(request), opportunity=one, **values)
    except ValidationError as error:
        refuse(form, error)
    return not form.errors


@door(signed_in, methods=("GET", "POST"))
@once
def next_step(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Say what comes next; it stands in the owner's agenda."""
    one = seen(request, opportunity_id)
    if not can_change(request.user, one):
        raise PermissionDenied
    step = one.next_step
    initial = {"text": step.text, "day": step.due_on} if step else {}
    form = NextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan_next(by=me(request), opportunity=one, text=form.cleaned_data["text"], due=form.cleaned_data["day"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return refreshed(request, _("Planned: %(what)s") % {"what": form.cleaned_data["text"][:60]}, one)
    if request.method == "GET" and not is_piece(request) and not step and request.GET.get("back"):
        return redirect(one)
    template = "pipeline/next.html#dialog" if is_piece(request) else "pipeline/next.html"
    crumbs = [{"title": one.name[:40], "url": one.get_absolute_url()}, {"title": _("Next step"), "url": ""}]
    return render(request, template, {"form": form, "one": one, "crumbs": crumbs}, status=422 if form.errors else 200)
