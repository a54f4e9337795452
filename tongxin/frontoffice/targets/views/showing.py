"""How far everybody is."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.policies import can_see_targets, can_set_targets
from tongxin.frontoffice.targets.queries import open_measures
from tongxin.frontoffice.targets.queries.grid import grid, with_targets
from tongxin.frontoffice.targets.views.choosing import chosen, named


@door(signed_in)
def targets(request: HttpRequest) -> HttpResponse:
    """Units and people down, periods across: what is to be reached, what was, and what is missing in the period of today."""
    if not can_see_targets(request.user):
        raise PermissionDenied
    choice = chosen(request)
    rows = with_targets(grid(request.user, choice.name, choice.periods, choice.money, choice.product, choice.today))
    current = next(
        (n for n, period in enumerate(choice.periods) if period.begins_on <= choice.today < period.ends_on), None
    )
    seen = Target.objects.within_scope(request.user).filter(measure=choice.name).exclude(product="")
    context = {
        "choice": choice,
        "measures": open_measures(request.user),
        "rows": [(row, row.cells[current] if current is not None else None) for row in rows],
        "any": any(cell for row in rows for cell in row.cells),
        "periods": [named(period, choice.by) for period in choice.periods],
        "current": current,
        "products": sorted(set(seen.values_list("product", flat=True))) if choice.measure.has_products else [],
        "may_set": can_set_targets(request.user),
        "crumbs": [{"title": _("Targets"), "url": ""}],
    }
    return render(request, "targets/targets.html", context)
