"""One product: what is known, what it costs whom, what belongs to it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.files.models import Attachment
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import add_product, bring_back_product, change_product, withdraw_product
from tongxin.directory.catalogue.forms import FindPriceForm, ProductForm, product_initial, variant_initial
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries import FoundPrice, find_price
from tongxin.directory.catalogue.queries.belonging import belongings_of, prices_of
from tongxin.directory.catalogue.views.answering import done, keeper, seen_product

MOST_AGREED, MOST_OVER = 50, 10
_ROWS = (("code", "kind", "category"), ("variant_of", "variant"), ("unit", "per", "tax_rate", "floor", "cost"))


@door(signed_in)
def product(request: HttpRequest, product_id: int) -> HttpResponse:
    """The product's page."""
    one = seen_product(request, product_id)
    today = timezone.localdate(now())
    agreed = AgreedPrice.objects.visible_to(request.user).standing().filter(product=one).select_related("party")
    context = {
        "one": one,
        "hidden": hidden_fields(request.user, "product"),
        "may_keep": can_keep_catalogue(request.user),
        "prices": prices_of(one),
        "belongings": belongings_of(request.user, one),
        "agreed": agreed.filter(until_on__gte=today).order_by("until_on")[:MOST_AGREED],
        "over": agreed.filter(until_on__lt=today).order_by("-until_on")[:MOST_OVER],
        "pictures": Attachment.objects.present().on(Subject("product", one.pk)).select_related("file").order_by("pk"),
        "form": FindPriceForm(person=request.user),
        "crumbs": [{"title": _("Products"), "url": reverse("products")}, {"title": one.called[:40], "url": ""}],
    }
    return render(request, "catalogue/product.html", context)


@door(signed_in)
def product_price(request: HttpRequest, product_id: int) -> HttpResponse:
    """What it costs this customer for this quantity, and why."""
    one = seen_product(request, product_id)
    form = FindPriceForm(request.GET or None, person=request.user)
    found: FoundPrice | None = None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            found = find_price(
                request.user, product=one, quantity=typed["quantity"] or 1, unit=typed["unit"], party=typed["customer"]
            )
        except ValidationError as error:
            refuse(form, error)
    crumbs = [{"title": one.called[:40], "url": one.get_absolute_url()}, {"title": _("Find a price"), "url": ""}]
    context = {"one": one, "form": form, "found": found, "crumbs": crumbs}
    template = "catalogue/price.html#answer" if is_piece(request) else "catalogue/price.html"
    return render(request, template, context)


def _values(form: ProductForm) -> dict[str, Any]:  # Any: as typed
    """What was typed; what may not be empty is left out where it is."""
    typed = form.cleaned_data
    return {name: typed[name] for name in form.changed_data if typed[name] not in (None, "") or name not in ("unit", "per", "tax_rate")}  # fmt: skip


def _whole(form: ProductForm) -> dict[str, Any]:  # Any: as typed
    """Also what stood there from the beginning, for a variant."""
    typed = {
        name: value
        for name, value in form.cleaned_data.items()
        if value not in (None, "", []) and name not in form.added
    }
    return {"code": "", "name": "", **typed, "custom": form.own_values()}


@door(signed_in, methods=("GET", "POST"))
@once
def new_product(request: HttpRequest) -> HttpResponse:
    """A code and a name are enough; `?variant_of` says of which product it is a variant."""
    keeper(request)
    number = request.GET.get("variant_of", "")
    of = seen_product(request, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    form = ProductForm(
        request.POST or None, person=request.user, is_new=True, initial=variant_initial(of) if of else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = add_product(by=me(request), **_whole(form))
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Added: %(name)s") % {"name": made.called}, made.get_absolute_url())
    return _show(request, form, _("New product"))


@door(signed_in, methods=("GET", "POST"))
def product_facts(request: HttpRequest, product_id: int) -> HttpResponse:
    """Change what is known of it."""
    one = seen_product(request, product_id)
    keeper(request)
    form = ProductForm(request.POST or None, person=request.user, initial=product_initial(one))
    if request.method == "POST" and form.is_valid():
        try:
            change_product(by=me(request), product=one, **_values(form))
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), one.get_absolute_url())
    return _show(request, form, one.called, one)


def _show(request: HttpRequest, form: ProductForm, title: str, one: Product | None = None) -> HttpResponse:
    rows = [[form[name] for name in names if name in form.fields] for names in _ROWS]
    crumbs = [{"title": _("Products"), "url": reverse("products")}, {"title": title[:40], "url": ""}]
    context = {"form": form, "rows": rows, "title": title, "one": one, "crumbs": crumbs}
    template = "catalogue/form.html#dialog" if is_piece(request) else "catalogue/form.html"
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
def product_withdrawal(request: HttpRequest, product_id: int) -> HttpResponse:
    """Sell it no more."""
    one = seen_product(request, product_id)
    withdraw_product(by=me(request), product=one)
    return done(request, _("Withdrawn: %(name)s") % {"name": one.called}, one.get_absolute_url())


@door(signed_in, methods=("POST",))
def product_comeback(request: HttpRequest, product_id: int) -> HttpResponse:
    """Sell it again."""
    one = seen_product(request, product_id)
    bring_back_product(by=me(request), product=one)
    return done(request, _("On sale again: %(name)s") % {"name": one.called}, one.get_absolute_url())
