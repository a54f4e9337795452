"""Winning, losing, taking up again; into the recycle bin and back."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.money import format_money
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pipeline.actions import (
    delete_opportunity,
    lose_opportunity,
    restore_opportunity,
    revive_opportunity,
    win_opportunity,
)
from tongxin.frontoffice.pipeline.forms import LoseForm, WinForm
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.queries.competitors import competitors_of, known_names
from tongxin.frontoffice.pipeline.templatetags.deals import full_sum
from tongxin.frontoffice.pipeline.views.answering import said, seen


def _mine(request: HttpRequest, number: int) -> Opportunity:
    one = seen(request, number)
    if not can_change(request.user, one):
        raise PermissionDenied
    return one


@door(signed_in, methods=("GET", "POST"))
@once
def win(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Won: for how much, and when."""
    one = _mine(request, opportunity_id)
    may_see = "amount" not in hidden_fields(request.user, "opportunity")
    worth = format_money(one.worth, get_language() or "en") if one.worth and may_see else ""
    form = WinForm(request.POST or None, initial={"amount": worth})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        amount = typed["amount"] if "amount" in form.changed_data else None
        try:
            win_opportunity(by=me(request), opportunity=one, on=typed["on"], amount=amount)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _closed(request, _("Won: %(name)s") % {"name": one.name}, one)
    return _show(request, one, form, "win")


@door(signed_in, methods=("GET", "POST"))
@once
def loss(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Lost: why, and to whom."""
    one = _mine(request, opportunity_id)
    locked, listed = locked_fields(request.user, "opportunity"), competitors_of(request.user, one)
    sees_price = "competitor_price" not in hidden_fields(request.user, "opportunity")
    rivals = [
        (row.name, f"{row.name} · {full_sum(row.asks)}" if row.asks and sees_price else row.name)
        for row in listed
        if row.standing != OpportunityCompetitor.Standing.OUT
    ]
    ahead = [row.name for row in listed if row.standing == OpportunityCompetitor.Standing.AHEAD]
    likely = ahead if len(ahead) == 1 else [name for name, _label in rivals]
    form = LoseForm(
        request.POST or None,
        rivals=rivals,
        sees_price="competitor_price" not in locked,
        initial={"rival": likely[0] if len(likely) == 1 else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            lose_opportunity(by=me(request), opportunity=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _closed(request, _("Lost: %(name)s") % {"name": one.name}, one)
    return _show(request, one, form, "loss", known_names(request.user))


def _show(
    request: HttpRequest, one: Opportunity, form: forms.Form, deed: str, names: Sequence[str] = ()
) -> HttpResponse:
    title = _("Mark as won") if deed == "win" else _("Mark as lost")
    crumbs = [{"title": one.name[:40], "url": one.get_absolute_url()}, {"title": title, "url": ""}]
    context = {"one": one, "form": form, "title": title, "is_win": deed == "win", "names": names, "crumbs": crumbs}
    template = "pipeline/closing.html#dialog" if is_piece(request) else "pipeline/closing.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, text: str, one: Opportunity) -> HttpResponse:
    here = one.get_absolute_url()
    answer = said(request, text, here, undo=reverse("opportunity_revival", args=[one.pk]))
    if is_piece(request):
        answer["HX-Redirect"] = here
    return answer


@door(signed_in, methods=("POST",))
def revival(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Open again."""
    one = _mine(request, opportunity_id)
    try:
        revive_opportunity(by=me(request), opportunity=one)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=409, content_type="text/plain; charset=utf-8")
    return said(request, _("Open again: %(name)s") % {"name": one.name}, one.get_absolute_url())


@door(signed_in, methods=("POST",))
def deletion(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Into the recycle bin."""
    one = seen(request, opportunity_id)
    delete_opportunity(by=me(request), opportunity=one)
    answer = said(request, _("Deleted"), reverse("pipeline"), undo=reverse("restore_opportunity", args=[one.pk]))
    if is_piece(request) and request.POST.get("then") == "board":
        answer["HX-Redirect"] = reverse("pipeline")
    return answer


@door(signed_in, methods=("POST",))
def restoration(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Out of the recycle bin again."""
    one = seen(request, opportunity_id, in_bin=True)
    restore_opportunity(by=me(request), opportunity=one)
    return said(request, _("Restored"), one.get_absolute_url())
