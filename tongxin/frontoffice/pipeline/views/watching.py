"""The watch over a pipeline, and the forecast."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.money import EXPONENTS
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.policies import me
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.pipeline.actions import nudge_owner
from tongxin.frontoffice.pipeline.models import Pipeline
from tongxin.frontoffice.pipeline.queries.forecast import forecast_of, quarters
from tongxin.frontoffice.pipeline.queries.watch import (
    BY,
    WHYS,
    counts,
    too_many_to_watch,
    usual_view,
    watched,
    worth_at_risk,
)
from tongxin.frontoffice.pipeline.views.answering import said, seen


def _crumbs(title: str) -> list[dict[str, str]]:
    return [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": title, "url": ""}]


def _asked(request: HttpRequest) -> dict[str, Any]:  # Any: what the address asks for
    key = request.GET.get("key", "")
    return {
        "mine": request.GET.get("whose") == "mine",
        "why": request.GET["why"] if request.GET.get("why") in WHYS else "",
        "by": request.GET["by"] if request.GET.get("by") in BY else "",
        "key": int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None,
    }


@door(signed_in)
def watch(request: HttpRequest) -> HttpResponse:
    """Where deals are, for whom they wait, which promises are broken; by stage, person or unit, with one act for each deal."""
    pipelines = list(Pipeline.objects.in_use())
    wanted = request.GET.get("in", "")
    pipeline = next((one for one in pipelines if str(one.pk) == wanted), next(iter(pipelines), None))
    asked = _asked(request)
    by = asked["by"] or usual_view(request.user)
    at = now()
    lines, rows, risk = [], [], []
    too_many = pipeline is not None and not asked["mine"] and too_many_to_watch(request.user, pipeline)
    if pipeline and not too_many:
        picked = {"by": by, "key": asked["key"]} if asked["key"] is not None else {}
        lines = counts(request.user, pipeline, by, at, mine=asked["mine"])
        rows = watched(request.user, pipeline, at, mine=asked["mine"], why=asked["why"], **picked)
        risk = worth_at_risk(request.user, pipeline, at, mine=asked["mine"])
    context = {
        "pipelines": pipelines,
        "pipeline": pipeline,
        "asked": asked,
        "by": by,
        "views": [("stage", _("By stage")), ("owner", _("By person")), ("unit", _("By unit"))],
        "lines": lines,
        "rows": rows,
        "risk": risk,
        "too_many": too_many,
        "broken": sum(line.broken for line in lines),
        "hidden": hidden_fields(request.user, "opportunity"),
        "now": at,
        "crumbs": _crumbs(_("Watch")),
    }
    return render(request, "pipeline/watch.html", context)


@door(signed_in, methods=("POST",))
def nudge(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Ask the owner how it goes."""
    one = seen(request, opportunity_id)
    try:
        nudge_owner(by=me(request), opportunity=one)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=409, content_type="text/plain; charset=utf-8")
    words = _("%(name)s has been reminded") % {"name": one.owner.name}
    return said(request, words, f"{reverse('pipeline_watch')}?in={one.pipeline_id}")


@door(signed_in)
def forecast(request: HttpRequest) -> HttpResponse:
    """What a quarter will bring, by person, and what is missing to the target."""
    today = timezone.localdate(now())
    periods = quarters(today)
    wanted = request.GET.get("from", "")
    period = next((one for one in periods if one.begins_on.isoformat() == wanted), periods[0])
    code = request.GET.get("currency", "")
    mine = request.GET.get("whose") == "mine"
    currency = code if code in EXPONENTS else usual_currency()
    context = {
        "forecast": forecast_of(request.user, period, currency, now(), mine=mine),
        "period": period,
        "periods": [(one, _named(one.begins_on.year, one.begins_on.month)) for one in periods],
        "days_left": (period.ends_on - max(today, period.begins_on)).days,
        "mine": mine,
        "hidden": hidden_fields(request.user, "opportunity"),
        "crumbs": _crumbs(_("Forecast")),
    }
    return render(request, "pipeline/forecast.html", context)


def _named(year: int, month: int) -> str:
    return _("%(year)d Q%(quarter)d") % {"year": year, "quarter": (month + 2) // 3}
