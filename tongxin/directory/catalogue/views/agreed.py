"""Agreed prices: made by hand, extended, ended; who used them up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.registries.panels import panels_of
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import agree_price, amount_of, change_agreed
from tongxin.directory.catalogue.forms import AgreedForm, ExtendForm
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.catalogue.views.answering import done, keeper

_CRUMB = "agreed_prices"


def _seen(request: HttpRequest, number: int) -> AgreedPrice:
    rows = AgreedPrice.objects.visible_to(request.user).select_related("party", "product", "agreed_by")
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    return found


@door(signed_in, methods=("GET", "POST"))
@once
def new_agreed_price(request: HttpRequest) -> HttpResponse:
    """Customer, product, price, quantity, until when."""
    keeper(request)
    form = AgreedForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = agree_price(by=me(request), **_typed(form))
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), made.get_absolute_url())
    crumbs = [{"title": _("Agreed prices"), "url": reverse(_CRUMB)}, {"title": _("New agreed price"), "url": ""}]
    context = {"form": form, "title": _("New agreed price"), "crumbs": crumbs}
    return render(request, "catalogue/agreed_form.html", context, status=422 if form.errors else 200)


def _typed(form: AgreedForm) -> dict[str, Any]:  # Any: arguments of the verb
    typed = dict(form.cleaned_data)
    try:
        price = amount_of(typed.pop("price"), usual_currency())
    except ValidationError as error:
        raise ValidationError({"price": error.messages}) from error
    return {"party": typed.pop("customer"), "price": price or Money(0, usual_currency()), **typed}


@door(signed_in, methods=("GET", "POST"))
def agreed_price(request: HttpRequest, agreed_price_id: int) -> HttpResponse:
    """What was agreed and what is left of it; extended or ended here."""
    one = _seen(request, agreed_price_id)
    form = ExtendForm(
        request.POST or None, initial={"quantity": f"{one.quantity.normalize():f}", "until_on": one.until_on}
    )
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("end"):
                change_agreed(by=me(request), agreed=one, is_ended=True)
            else:
                change_agreed(by=me(request), agreed=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), one.get_absolute_url())
    context = {
        "one": one,
        "form": form,
        "uses": one.uses.select_related("used_by").order_by("-pk")[:100],
        "holds": one.holds_on(timezone.localdate(now())),
        "panels": [(panel.template, panel.context(request.user, one)) for panel in panels_of("agreed_price", "side")],
        "may_keep": AgreedPrice.objects.changeable_by(request.user).filter(pk=one.pk).exists(),
        "crumbs": [
            {"title": _("Agreed prices"), "url": reverse(_CRUMB)},
            {"title": one.product.called[:40], "url": ""},
        ],
    }
    return render(request, "catalogue/agreed_price.html", context, status=422 if form.errors else 200)
