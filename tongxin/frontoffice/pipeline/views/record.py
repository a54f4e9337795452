"""One opportunity: what is known, how far it has come, what happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.collab.journal.queries import story_of
from tongxin.directory.catalogue.actions.lines import sum_lines
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.frontoffice.pipeline.models import Opportunity, Stage
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.queries.competitors import competitors_of
from tongxin.frontoffice.pipeline.queries.evidence import evidence_of
from tongxin.frontoffice.pipeline.queries.gates import gates_before
from tongxin.frontoffice.pipeline.queries.lines import lines_of
from tongxin.frontoffice.pipeline.views.answering import seen
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.policies import can_quote


@door(signed_in)
def opportunity(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """The opportunity's page."""
    return page_of(request, seen(request, opportunity_id))


def page_of(request: HttpRequest, one: Opportunity, **more: Any) -> HttpResponse:  # Any: context
    """The page, maybe with what was refused."""
    hidden = hidden_fields(request.user, "opportunity")
    locked = locked_fields(request.user, "opportunity")
    may_change = can_change(request.user, one)
    lines = [] if "amount" in hidden else lines_of(one)
    context = {
        "one": one,
        "stages": Stage.objects.in_use().filter(pipeline=one.pipeline_id),
        "story": story_of(request.user, Subject("opportunity", one.pk), one),
        "evidence": evidence_of(one) if one.is_open else [],
        "gate": next(iter(gates_before(one, None)), None) if one.is_open and may_change else None,
        "is_asked": one.gate_passes.filter(ended_at=None).exists(),
        "team": one.team_members.select_related("person").order_by("joined_at"),
        "competitors": competitors_of(request.user, one),
        "may_compete": may_change and "competitor" not in locked,
        "lines": lines,
        "sums": sum_lines(lines, one.currency),
        "sees_given": sees_given_away(request.user),
        "quotes": Quote.objects.visible_to(request.user).filter(kind="opportunity", record=one.pk).order_by("-pk"),
        "may_quote": can_quote(request.user),
        "hidden": hidden,
        "may_change": may_change,
        "may_change_lines": may_change and one.is_open and "amount" not in locked,
        "now": now(),
        "crumbs": [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": one.name[:40], "url": ""}],
        **more,
    }
    return render(request, "pipeline/opportunity.html", context, status=422 if more.get("refusal") else 200)
