"""The whole of what is masked on a lead's page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.frontoffice.leads.actions.revealing import reveal_lead
from tongxin.frontoffice.leads.views.leads import seen_lead


@door(signed_in, methods=("POST",))
def revealing(request: HttpRequest, lead_id: int) -> HttpResponse:
    """One masked value, once, with a line in the log."""
    one = seen_lead(request, lead_id)
    field, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    context: dict[str, Any] = {
        "party": one,
        "is_piece": bool(request.headers.get("HX-Request")),
    }  # Any: template context
    try:
        address = request.META.get("REMOTE_ADDR", "")
        context["value"] = reveal_lead(by=me(request), lead=one, field=field, reason=reason, address=address)
    except ValidationError as error:
        context["fault"] = " ".join(error.messages)
    page = "privacy/_revealed.html" if context["is_piece"] else "privacy/revealed.html"
    return render(request, page, context, status=200 if "value" in context or context["is_piece"] else 422)
