"""How things are decided here, to be read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.queries.told import paragraphs_of


@door(administrators)
def flows(request: HttpRequest) -> HttpResponse:
    """All flows."""
    rows = Flow.objects.visible_to(request.user).order_by("order", "id")
    return render(request, "approvals/flows.html", {"rows": rows, "crumbs": [{"title": _("Flows"), "url": ""}]})


@door(administrators)
def flow(request: HttpRequest, flow_id: int) -> HttpResponse:
    """One flow, read as a text."""
    found = Flow.objects.visible_to(request.user).filter(pk=flow_id).first()
    version = FlowVersion.objects.filter(flow=found, number=found.current).first() if found else None
    if found is None or version is None:
        raise Http404
    context = {
        "flow": found,
        "version": version,
        "paragraphs": paragraphs_of(version),
        "crumbs": [{"title": _("Flows"), "url": reverse("flows")}, {"title": found.name, "url": ""}],
    }
    return render(request, "approvals/flow.html", context)
