"""How things are decided here, to be read."""

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.designer.models import FlowDraft
from tongxin.collab.designer.queries.told import paragraphs_of


@door(administrators)
def flows(request: HttpRequest) -> HttpResponse:
    """All flows, with their versions and drafts."""
    rows = Flow.objects.visible_to(request.user).filter(Q(current__gt=0) | Q(draft__isnull=False))
    context = {
        "rows": rows.select_related("draft__changed_by").annotate(published=Count("versions")).order_by("order", "id"),
        "crumbs": [{"title": _("Flows"), "url": ""}],
    }
    return render(request, "designer/flows.html", context)


@door(administrators)
def flow(request: HttpRequest, flow_id: int) -> HttpResponse:
    """One flow, read as a text, in the version in use or in an earlier one (`version`)."""
    found = Flow.objects.visible_to(request.user).filter(pk=flow_id).first()
    versions = (
        list(FlowVersion.objects.filter(flow=found).select_related("published_by").order_by("-number")) if found else []
    )
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else found.current if found else 0
    version = next((one for one in versions if one.number == number), None)
    if found is None or version is None:
        raise Http404
    context = {
        "flow": found,
        "version": version,
        "versions": versions,
        "draft": FlowDraft.objects.with_people().filter(flow=found).first(),
        "paragraphs": paragraphs_of(version.graph, found.kind),
        "crumbs": [{"title": _("Flows"), "url": reverse("flows")}, {"title": found.name, "url": ""}],
    }
    return render(request, "designer/flow.html", context)
