"""What the catalogue is kept by: categories, exchange rates, a price list as a file."""

import tempfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.sheets import write_xlsx
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.actions import save_category, set_rate, take_list_out
from tongxin.directory.catalogue.forms import CategoryForm, RateForm
from tongxin.directory.catalogue.models import Category, ExchangeRate
from tongxin.directory.catalogue.queries import figure, usual_currency
from tongxin.directory.catalogue.views.answering import done, keeper, seen_list

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(signed_in, methods=("GET", "POST"))
def product_categories(request: HttpRequest) -> HttpResponse:
    """Families of products; a known name changes the one of that name."""
    keeper(request)
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save_category(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), request.path)
    rows = Category.objects.annotate(count=Count("products")).order_by("name")
    context = {"form": form, "rows": rows, "crumbs": [{"title": _("Categories"), "url": ""}]}
    return render(request, "catalogue/categories.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
def exchange_rates(request: HttpRequest) -> HttpResponse:
    """What other currencies are worth, from which day on."""
    keeper(request)
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_rate(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved"), request.path)
    context = {
        "form": form,
        "rates": ExchangeRate.objects.all()[:200],
        "own": usual_currency(),
        "crumbs": [{"title": _("Exchange rates"), "url": ""}],
    }
    return render(request, "catalogue/rates.html", context, status=422 if form.errors else 200)


@door(signed_in)
def price_list_file(request: HttpRequest, price_list_id: int) -> HttpResponse:
    """The whole list for a spreadsheet, with headings that an import knows again."""
    one = seen_list(request, price_list_id)
    headings = [_("product code"), _("product name"), _("category of the product"), _("unit of the product"), _("price list"), _("from quantity"), _("price on the list")]  # fmt: skip
    rows = (
        [
            price.product.code, price.product.name, price.product.category.name if price.product.category else "",
            price.product.unit, one.name, figure(price.least), str(price.money.amount),
        ]
        for price in take_list_out(by=me(request), price_list=one)
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_xlsx(path, headings, rows)
        answer = HttpResponse(path.read_bytes(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="price-list-{one.pk}.xlsx"'
    return answer
