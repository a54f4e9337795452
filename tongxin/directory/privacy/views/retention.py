"""How long the firm keeps what it no longer needs, with a look at what would go."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.directory.privacy.actions import save_retention_rule
from tongxin.directory.privacy.forms import RetentionForm
from tongxin.directory.privacy.models import RetentionRule
from tongxin.directory.privacy.queries.retention import overdue, rules


@door(administrators, methods=("GET", "POST"))
def retention(request: HttpRequest) -> HttpResponse:
    """Each matter with its rule, and how much is overdue by it at this moment; `try` counts and saves nothing."""
    sent = RetentionForm(request.POST) if request.method == "POST" else None
    if sent is not None and sent.is_valid() and "try" not in request.POST:
        try:
            save_retention_rule(by=me(request), **sent.cleaned_data)
        except ValidationError as error:
            refuse(sent, error)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("retention")
    context = {
        "rows": [_row(rule, sent) for rule in rules()],
        "crumbs": [
            {"title": _("Settings"), "url": reverse("settings")},
            {"title": _("Retention"), "url": ""},
        ],
    }
    return render(request, "privacy/retention.html", context, status=422 if sent is not None and sent.errors else 200)


def _row(rule: RetentionRule, sent: RetentionForm | None) -> dict[str, object]:
    form, days = RetentionForm(initial=vars(rule), auto_id=f"{rule.matter}_%s"), rule.days
    if sent is not None and sent.data.get("matter") == rule.matter:
        sent.auto_id, form = f"{rule.matter}_%s", sent
        days = sent.cleaned_data.get("days", days)
    return {"rule": rule, "form": form, "days": days, "count": overdue(rule.matter, days, now()).count()}
