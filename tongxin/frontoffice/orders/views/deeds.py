"""What is done with an order: confirmed, called off, repeated, delivered, amended."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.orders.actions import (
    amend_order,
    cancel_order,
    confirm_order,
    note_delivered,
    repeat_order,
    rule_of,
    set_pattern,
)
from tongxin.frontoffice.orders.forms import ReasonForm
from tongxin.frontoffice.orders.policies import can_order
from tongxin.frontoffice.orders.queries import lines_of
from tongxin.frontoffice.orders.queries.checking import withdrawn
from tongxin.frontoffice.orders.views.answering import mine, seen
from tongxin.frontoffice.orders.views.orders import refused


@door(signed_in, methods=("POST",))
def order_confirmation(request: HttpRequest, order_id: int) -> HttpResponse:
    """From now on it holds."""
    one = mine(request, order_id)
    try:
        confirm_order(by=me(request), order=one, release=request.POST.get("release", ""))
    except ValidationError as error:
        return refused(request, one, error)
    return said(request, _("Confirmed: %(name)s") % {"name": one.number}, one.get_absolute_url())


@door(signed_in, methods=("GET", "POST"))
def order_cancellation(request: HttpRequest, order_id: int) -> HttpResponse:
    """Called off, and why."""
    one = mine(request, order_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_order(by=me(request), order=one, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            return said(request, _("Called off: %(name)s") % {"name": one.number}, one.get_absolute_url())
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Call off"), "url": ""}]
    context = {"form": form, "title": f"{_('Call off')} · {one.number}", "crumbs": crumbs, "button": _("Call off")}
    return render(request, "orders/form.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
@once
def order_repetition(request: HttpRequest, order_id: int) -> HttpResponse:
    """One more like it, priced as it is today."""
    one = seen(request, order_id)
    if not can_order(request.user):
        raise PermissionDenied
    try:
        made = repeat_order(by=me(request), order=one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    text, gone = _("Begun: %(name)s") % {"name": made.number}, withdrawn(one.lines.select_related("product"))
    if gone:
        text = _("%(begun)s. Left out, because it is sold no more: %(lines)s") % {
            "begun": text,
            "lines": ", ".join(gone),
        }
    return said(request, text, made.get_absolute_url())


@door(signed_in, methods=("POST",))
@once
def order_deliveries(request: HttpRequest, order_id: int) -> HttpResponse:
    """So much of a line has gone out."""
    one = mine(request, order_id)
    number = request.POST.get("line", "")
    line = (
        one.lines.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
    )
    if line is None:
        raise Http404
    quantity = request.POST.get("quantity", "")
    return do(request, one, lambda: note_delivered(by=me(request), line=line, quantity=quantity), _("Saved"))


@door(signed_in, methods=("GET", "POST"))
@once
def order_amendments(request: HttpRequest, order_id: int) -> HttpResponse:
    """Other quantities, another day: somebody decides first."""
    one = mine(request, order_id)
    lines = lines_of(one)
    refusal = ""
    if request.method == "POST":
        typed: dict[int, Any] = {
            line.pk: request.POST.get(f"quantity-{line.pk}", "") for line in lines
        }  # Any: as typed
        try:
            day = parse_date(request.POST.get("wanted_on", ""))
            why = request.POST.get("why", "")
            made, approval = amend_order(by=me(request), order=one, quantities=typed, why=why, wanted_on=day)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except ValueError:
            refusal = _("There is no such day.")
        else:
            where = one if made.state != made.State.ASKED else approval
            return said(request, str(made.get_state_display()), where.get_absolute_url())
        for line in lines:
            line.typed = typed[line.pk]  # type: ignore[attr-defined]  # for the form only
    crumbs = [{"title": one.number, "url": one.get_absolute_url()}, {"title": _("Amend"), "url": ""}]
    context = {"one": one, "lines": lines, "refusal": refusal, "typed": request.POST, "crumbs": crumbs}
    return render(request, "orders/amend.html", context, status=422 if refusal else 200)


@door(administrators, methods=("GET", "POST"))
def order_settings(request: HttpRequest) -> HttpResponse:
    """How orders are numbered."""
    refusal = ""
    if request.method == "POST":
        try:
            set_pattern(by=me(request), kind="order", pattern=request.POST.get("pattern", ""))
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            return said(request, _("Saved"), reverse("order_settings"))
    context = {
        "rule": rule_of("order"),
        "typed": request.POST,
        "refusal": refusal,
        "crumbs": [{"title": _("Settings"), "url": reverse("settings")}, {"title": _("Order numbers"), "url": ""}],
    }
    return render(request, "orders/settings.html", context, status=422 if refusal else 200)
