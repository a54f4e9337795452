"""The editor of layouts: which fact stands where, for a role or for everybody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.models import Role
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import save_layout
from tongxin.collab.fields.models import Layout
from tongxin.collab.fields.queries.layouts import spots_of
from tongxin.collab.fields.views.frame import asked_kind, crumbs, page
from tongxin.collab.people.policies import me


@door(administrators, methods=("GET", "POST"))
def layout(request: HttpRequest) -> HttpResponseBase:
    """Facts in order, each with its section; POST saves, or goes back to the usual order."""
    kind, asked = asked_kind(request), request.GET.get("role", "")
    role = get_object_or_404(Role, pk=int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if request.method == "POST":
        try:
            sections, form = _given(request)
            save_layout(by=me(request), kind=kind.kind, role=role, sections=sections, form=form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Saved"))
        query = urlencode([("kind", kind.kind), *([("role", role.pk)] if role else [])])
        return redirect(f"{reverse('layout')}?{query}")
    stored = Layout.objects.filter(kind=kind.kind, role=role).first()
    shown = stored or Layout.objects.filter(kind=kind.kind, role=None).first()
    context = {
        "crumbs": crumbs((_("Layout"), "")),
        "kind": kind,
        "role": role,
        "roles": Role.objects.order_by("-is_administrator", "id"),
        "stored": stored,
        "spots": list(enumerate(spots_of(kind.kind, shown), 1)),
    }
    return page(request, "fields/layout.html", context)


def _given(request: HttpRequest) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """(sections, what is asked at the start) as typed; nothing of both for the usual order."""
    if request.POST.get("deed") == "usual":
        return [], []
    keys = [name.removeprefix("place-") for name in request.POST if name.startswith("place-")]

    def place(key: str) -> int:
        text = request.POST.get(f"place-{key}", "")
        return int(text) if text.isdecimal() and len(text) < 6 else 10_000

    ordered = sorted(keys, key=place)
    sections = [(request.POST.get(f"section-{key}", ""), [key]) for key in ordered]
    return sections, [key for key in ordered if f"form-{key}" in request.POST]
