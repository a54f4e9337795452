"""What became of special prices, for who leads."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.replica import as_report
from tongxin.base.web.doors import door, signed_in
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.quotes.policies import can_see_quotes
from tongxin.frontoffice.quotes.queries.trust import ANGLES, told_of


@door(signed_in)
@as_report
def special_price_report(request: HttpRequest) -> HttpResponse:
    """By person, product or unit, in one year."""
    if not can_see_quotes(request.user):
        raise PermissionDenied
    today = timezone.localdate(now())
    years = range(today.year - 3, today.year + 1)
    asked, by = request.GET.get("year", ""), request.GET.get("by", "")
    year = int(asked) if asked in {str(one) for one in years} else today.year
    angle = by if by in ANGLES else "person"
    rows, whole = told_of(request.user, year=year, currency=usual_currency(), by=angle)
    context = {
        "rows": rows, "whole": whole, "years": years, "year": year, "by": angle,
        "angles": [("person", _("By person")), ("product", _("By product")), ("unit", _("By unit"))],
        "crumbs": [{"title": _("Special prices"), "url": reverse("special_prices")}, {"title": _("What became of them"), "url": ""}],
    }  # fmt: skip
    return render(request, "quotes/trust.html", context)
