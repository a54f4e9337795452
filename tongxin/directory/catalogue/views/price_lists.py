"""Price lists, and what stands in them: typed in the cell."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.paging import BadCursor
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import retire_price_list, save_price_list, set_price
from tongxin.directory.catalogue.forms import PriceListForm
from tongxin.directory.catalogue.models import Price, PriceList
from tongxin.directory.catalogue.policies import can_keep_catalogue
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.catalogue.queries.tables import TableRow, table_of
from tongxin.directory.catalogue.views.answering import done, keeper, seen_list, seen_product
from tongxin.directory.parties.queries.criteria import in_use


@door(signed_in)
def price_lists(request: HttpRequest) -> HttpResponse:
    """All lists in use, the most particular last."""
    lists = PriceList.objects.visible_to(request.user).in_use().order_by("tier", "region", "channel", "name")
    context = {
        "lists": lists,
        "may_keep": can_keep_catalogue(request.user),
        "crumbs": [{"title": _("Price lists"), "url": ""}],
    }
    return render(request, "catalogue/price_lists.html", context)


@door(signed_in)
def price_list(request: HttpRequest, price_list_id: int) -> HttpResponse:
    """One list with its products; `?q` looks for products to give a price."""
    one = seen_list(request, price_list_id)
    words = request.GET.get("q", "")
    try:
        rows, page = table_of(request.user, one, words=words, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(one)
    context = {
        "one": one,
        "rows": rows,
        "page": page,
        "words": words,
        "may_keep": can_keep_catalogue(request.user) and one.retired_at is None,
        "crumbs": [{"title": _("Price lists"), "url": reverse("price_lists")}, {"title": one.name, "url": ""}],
    }
    template = "catalogue/price_list.html#table" if is_piece(request) else "catalogue/price_list.html"
    return render(request, template, context)


@door(signed_in, methods=("POST",))
def price(request: HttpRequest, price_list_id: int, product_id: int) -> HttpResponse:
    """Type a price, or a further band; an empty price takes the band out."""
    one, product = seen_list(request, price_list_id), seen_product(request, product_id)
    typed, least, refusal = request.POST.get("price", ""), request.POST.get("least", "0"), ""
    try:
        set_price(by=me(request), price_list=one, product=product, price=typed, least=least)
    except ValidationError as error:
        refusal = " ".join(error.messages)
    if not is_piece(request):
        return done(request, refusal or _("Saved"), one.get_absolute_url())
    row = TableRow(product, list(Price.objects.filter(price_list=one, product=product).order_by("least")))
    for each in row.prices:
        each.price_list = one
    context = {"one": one, "row": row, "may_keep": True, "refusal": refusal, "typed": typed, "least": least}
    return render(request, "catalogue/price_list.html#row", context)


@door(signed_in, methods=("GET", "POST"))
@once
def new_price_list(request: HttpRequest) -> HttpResponse:
    """A name is enough."""
    keeper(request)
    form = PriceListForm(request.POST or None, initial={"currency": usual_currency()})
    return _saved(request, form, None)


@door(signed_in, methods=("GET", "POST"))
def price_list_facts(request: HttpRequest, price_list_id: int) -> HttpResponse:
    """For whom, where, when."""
    one = seen_list(request, price_list_id)
    keeper(request)
    return _saved(request, PriceListForm(request.POST or None, instance=PriceList.objects.get(pk=one.pk)), one)


def _saved(request: HttpRequest, form: PriceListForm, one: PriceList | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = save_price_list(by=me(request), price_list=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), made.get_absolute_url())
    title = one.name if one else _("New price list")
    crumbs = [{"title": _("Price lists"), "url": reverse("price_lists")}, {"title": title, "url": ""}]
    hidden = hidden_fields(request.user, "party")
    hints = {name: in_use(request.user, name)() for name in ("tier", "region") if name not in hidden}
    context = {"form": form, "title": title, "one": one, "crumbs": crumbs, "hints": hints}
    template = "catalogue/list_form.html#dialog" if is_piece(request) else "catalogue/list_form.html"
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
def price_list_retirement(request: HttpRequest, price_list_id: int) -> HttpResponse:
    """Use it no more."""
    one = seen_list(request, price_list_id)
    retire_price_list(by=me(request), price_list=one)
    return done(request, _("Retired: %(name)s") % {"name": one.name}, reverse("price_lists"))
