"""Publishing a draft: what changes, who is told."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.models import Approval, Flow, Holder
from tongxin.collab.designer.actions import graph_of_draft, publish_draft, take_up_version
from tongxin.collab.designer.queries.checking import faults_of
from tongxin.collab.designer.queries.comparing import differences
from tongxin.collab.designer.views.loading import crumbs_of, graph_in_use, seen_draft, while_drawn
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me

_LOOKED_BACK = timedelta(days=180)


@door(administrators, methods=("GET", "POST"))
@while_drawn
def publication(request: HttpRequest, flow_id: int) -> HttpResponse:
    """GET: what would change and who would be told. POST: publish it; `do=after` lets the draft come after the version that is in use now."""
    draft = seen_draft(request, flow_id)
    graph, before = graph_of_draft(draft), graph_in_use(draft.flow)
    faults = faults_of(graph, draft.flow.kind, flow=draft.flow.key)
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "after":
                take_up_version(by=me(request), draft=draft)
                return redirect("flow_draft_publication", flow_id)
            stops = [str(one) for one in faults if one.stops]
            seen, note = _seen(request), request.POST.get("note", "")[:200]
            publish_draft(
                by=me(request),
                draft=draft,
                seen=seen,
                faults=stops,
                note=note,
                tell=_told(draft.flow, request.POST.get("tell", "")),
            )
            return redirect("flow", flow_id)
        except ValidationError as refusal:
            error = " ".join(refusal.messages)
            draft = seen_draft(request, flow_id)
    context: dict[str, Any] = {  # Any: template context
        "draft": draft,
        "flow": draft.flow,
        "error": error,
        "faults": faults,
        "stops": any(one.stops for one in faults),
        "is_behind": draft.based_on != draft.flow.current,
        "is_new": before is None,
        "differences": differences(before, graph, draft.flow.kind) if before else [],
        "running": _running(draft.flow),
        "users": _told(draft.flow, "users").count(),
        "everybody": _told(draft.flow, "everybody").count(),
        "note": request.POST.get("note", "")[:200],
        "crumbs": crumbs_of(draft, _("Publish")),
    }
    return render(request, "designer/publication.html", context, status=422 if error else 200)


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


def _running(flow: Flow) -> int:
    return Approval.objects.filter(version__flow=flow, ended_at=None).exclude(status=Approval.Status.DRAFT).count()


def _told(flow: Flow, choice: str) -> Any:  # Any: a queryset of people
    """Who gets to know: whoever asked or decided in it in the last half year, everybody, or nobody."""
    if choice not in ("users", "everybody"):
        return Person.objects.none()
    if choice == "everybody":
        return Person.objects.active()
    since = now() - _LOOKED_BACK
    asked = Approval.objects.filter(version__flow=flow, created_at__gte=since).values("initiator")
    decided = Holder.objects.filter(flow=flow, since__gte=since).values("person")
    return Person.objects.active().filter(Q(pk__in=asked) | Q(pk__in=decided))
