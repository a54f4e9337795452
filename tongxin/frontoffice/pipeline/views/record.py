"""One opportunity: what is known, how far it has come, what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.pipeline.models import Stage
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.queries.evidence import evidence_of
from tongxin.frontoffice.pipeline.queries.story import story_of
from tongxin.frontoffice.pipeline.views.answering import seen


@door(signed_in)
def opportunity(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """The opportunity's page."""
    one = seen(request, opportunity_id)
    hidden = hidden_fields(request.user, "opportunity")
    context = {
        "one": one,
        "stages": Stage.objects.in_use().filter(pipeline=one.pipeline_id),
        "story": story_of(request.user, one),
        "evidence": evidence_of(one) if one.is_open else [],
        "team": one.team_members.select_related("person").order_by("joined_at"),
        "hidden": hidden,
        "may_change": can_change(request.user, one),
        "now": now(),
        "crumbs": [{"title": _("Opportunities"), "url": reverse("pipeline")}, {"title": one.name[:40], "url": ""}],
    }
    return render(request, "pipeline/opportunity.html", context)
