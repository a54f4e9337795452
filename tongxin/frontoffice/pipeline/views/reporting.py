"""Reports on what was won."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.replica import as_report
from tongxin.base.web.doors import door, signed_in
from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline
from tongxin.frontoffice.pipeline.queries import won_report
from tongxin.frontoffice.pipeline.queries.competitors import known_names
from tongxin.frontoffice.pipeline.queries.flow import FLOW_DAYS, flow_of
from tongxin.frontoffice.pipeline.queries.losses import loss_report
from tongxin.frontoffice.pipeline.queries.sums import tallies


@door(signed_in)
@as_report
def won(request: HttpRequest) -> HttpResponse:
    """What was won in a year, by month or quarter, and by person."""
    today = timezone.localdate(now())
    won_months = tallies(request.user).filter(state=Opportunity.State.WON).order_by("-month")
    years = sorted({month.year for month in won_months.values_list("month", flat=True).distinct()} | {today.year})
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in years} else today.year
    by_month = request.GET.get("by") == "month"
    report = won_report(
        request.user,
        since=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        currency=request.GET.get("currency", "")[:3],
        by_quarter=not by_month,
    )
    context = {
        "report": report,
        "periods": [_named(day, by_month=by_month) for day in report.periods] if report else [],
        "years": years,
        "year": year,
        "by_month": by_month,
        "crumbs": [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": _("Won"), "url": ""}],
    }
    return render(request, "pipeline/won.html", context)


@door(signed_in)
@as_report
def lost(request: HttpRequest) -> HttpResponse:
    """What was lost in a year: why, to whom, and by how much dearer we were; against whom we won; of one competitor where one is asked for."""
    today = timezone.localdate(now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 1900 < int(asked[:5]) < 2200 else today.year
    named = " ".join(request.GET.get("competitor", "")[:120].split())
    report = loss_report(
        request.user,
        since=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        currency=request.GET.get("currency", "")[:3],
        named=named,
    )
    context = {
        "report": report,
        "named": named,
        "names": known_names(request.user) if report else [],
        "years": sorted({year, *range(today.year - 3, today.year + 1)}),
        "year": year,
        "crumbs": [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": _("Losses"), "url": ""}],
    }
    return render(request, "pipeline/lost.html", context)


@door(signed_in)
def flow(request: HttpRequest) -> HttpResponse:
    """How deals went through the stages in the last months: how long, how many went on, how many stand too long."""
    pipelines = list(Pipeline.objects.in_use())
    wanted = request.GET.get("in", "")
    pipeline = next((one for one in pipelines if str(one.pk) == wanted), next(iter(pipelines), None))
    context = {
        "pipelines": pipelines,
        "pipeline": pipeline,
        "flows": flow_of(request.user, pipeline, now()) if pipeline else [],
        "days": FLOW_DAYS,
        "crumbs": [
            {"title": _("Opportunities"), "url": reverse("pipeline")},
            {"title": _("Stage conversion"), "url": ""},
        ],
    }
    return render(request, "pipeline/flow.html", context)


def _named(day: date, *, by_month: bool) -> str:
    if by_month:
        return _("%(year)d-%(month)02d") % {"year": day.year, "month": day.month}
    return _("%(year)d Q%(quarter)d") % {"year": day.year, "quarter": (day.month + 2) // 3}
