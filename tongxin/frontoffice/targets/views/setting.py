"""Saying what is to be reached: a grid of fields."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.actions.setting import in_words
from tongxin.frontoffice.targets.policies import can_set_targets
from tongxin.frontoffice.targets.queries import open_measures
from tongxin.frontoffice.targets.queries.grid import Row, grid
from tongxin.frontoffice.targets.queries.leading import Leading
from tongxin.frontoffice.targets.views.choosing import Choice, chosen, named


def _written(row: Row, choice: Choice) -> list[tuple[str, str]]:
    """Names and values of a row's fields."""
    values = [in_words(cell.target.value, choice.money) if cell else "" for cell in row.cells]
    return [(f"{row.key}-{place}", value) for place, value in enumerate(values)]


def _wanted(request: HttpRequest, rows: list[Row], choice: Choice) -> list[Wanted]:
    """What was typed other than it stood."""
    found = []
    for row in rows:
        for (name, known), period in zip(_written(row, choice), choice.periods, strict=True):
            typed = request.POST.get(name)
            if typed is not None and typed.strip() != known:
                found.append(Wanted(period, typed[:40], None if row.person else row.unit, row.person))
    return found


@door(signed_in, methods=("GET", "POST"))
def target_setting(request: HttpRequest) -> HttpResponse:
    """A field for each unit and person in each period. What is left as it was stays as it was."""
    if not can_set_targets(request.user):
        raise PermissionDenied
    choice = chosen(request)
    rows = grid(request.user, choice.name, choice.periods, choice.money, choice.product, choice.today)
    error = ""
    if request.method == "POST":
        about = {"measure": choice.name, "currency": choice.currency, "product": choice.product}
        try:
            count = set_targets(by=me(request), wanted=_wanted(request, rows, choice), **about)
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
        else:
            messages.success(request, ngettext("%(n)d target is set.", "%(n)d targets are set.", count) % {"n": count})
            return redirect(reverse("targets") + choice.address())
    lines, leading = [], Leading(me(request), choice.measure)
    for row in rows:
        fields = [
            (name, request.POST.get(name, value), shared)
            for (name, value), shared in zip(_written(row, choice), row.shared or [0] * len(row.cells), strict=True)
        ]
        lines.append((row, leading.of(row.unit, row.person), fields))
    context = {
        "choice": choice,
        "measures": open_measures(request.user),
        "lines": lines,
        "periods": [named(period, choice.by) for period in choice.periods],
        "error": error,
        "crumbs": [{"title": _("Targets"), "url": reverse("targets")}, {"title": _("Set targets"), "url": ""}],
    }
    return render(request, "targets/setting.html", context, status=422 if error else 200)
