"""The whole of what is masked of a visitor's answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.interfaces.webforms.actions import reveal_said
from tongxin.interfaces.webforms.models import Entry


@door(signed_in, methods=("POST",))
def reveal_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """One masked answer, once, with a line in the log."""
    entries = Entry.objects.visible_to(request.user).of_somebody().select_related("party", "lead")
    entry = get_object_or_404(entries, pk=answer_id)
    key, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    is_piece = bool(request.headers.get("HX-Request"))
    context: dict[str, Any] = {"party": entry.party or entry.lead, "is_piece": is_piece}  # Any: template context
    try:
        address = request.META.get("REMOTE_ADDR", "")
        context["value"] = reveal_said(by=me(request), entry=entry, key=key, reason=reason, address=address)
    except ValidationError as error:
        context["fault"] = " ".join(error.messages)
    page = "privacy/_revealed.html" if is_piece else "privacy/revealed.html"
    return render(request, page, context, status=200 if "value" in context or is_piece else 422)
