"""The firm's fields: the list, a new one, and changing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import change_field, define_field
from tongxin.collab.fields.forms import FieldForm
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries.describing import described_fields
from tongxin.collab.fields.views.frame import asked_kind, bearing_kinds, crumbs, me, page, refuse


@door(administrators)
def fields(request: HttpRequest) -> HttpResponseBase:
    """All fields of one kind of record."""
    kind = asked_kind(request)
    context = {"crumbs": crumbs(), "kind": kind, "kinds": bearing_kinds(), **described_fields(kind.kind)}
    return page(request, "fields/fields.html", context)


def _sections(kind: str) -> list[str]:
    rows = CustomField.objects.of(kind).exclude(section="").order_by("section").values_list("section", flat=True)
    return list(rows.distinct())


@door(administrators, methods=("GET", "POST"))
def new_field(request: HttpRequest) -> HttpResponseBase:
    """Choose a type first, then say the rest."""
    kind, type = asked_kind(request), request.GET.get("type", "")
    path = crumbs((_("New field"), ""))
    if type not in Type.values:
        return page(request, "fields/types.html", {"crumbs": path, "kind": kind, "types": Type.choices})
    form = FieldForm(request.POST if request.method == "POST" else None, kind=kind.kind, type=type)
    if request.method == "POST" and form.is_valid():
        try:
            made = define_field(by=me(request), kind=kind.kind, type=type, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is there now.") % {"name": made.label})
            return redirect(f"{reverse('fields')}?kind={kind.kind}")
    context = {"crumbs": path, "kind": kind, "type": Type(type), "form": form, "sections": _sections(kind.kind)}
    return page(request, "fields/field.html", context, form)


@door(administrators, methods=("GET", "POST"))
def field(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a field."""
    stored = get_object_or_404(CustomField.objects.filter(purged_at=None).whole(), pk=number)
    if stored.kind not in {kind.kind for kind in bearing_kinds()}:
        raise Http404
    form = FieldForm(
        request.POST if request.method == "POST" else None, kind=stored.kind, type=stored.type, field=stored
    )
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["version"] != stored.version:
                raise ValidationError(_("Somebody else changed this field meanwhile. Reload the page to see it."))
            change_field(by=me(request), field=stored, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect(f"{reverse('fields')}?kind={stored.kind}")
    context = {
        "crumbs": crumbs((stored.label, "")),
        "field": stored,
        "type": Type(stored.type),
        "form": form,
        "sections": _sections(stored.kind),
    }
    return page(request, "fields/field.html", context, form)
