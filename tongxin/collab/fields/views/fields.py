"""The firm's fields: the list, a new one, and changing one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.formulas.checking import SAID
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import WrongFormula, change_field, check_formula, define_field
from tongxin.collab.fields.forms import FieldForm
from tongxin.collab.fields.models import CustomField, Type
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.fields.queries.describing import (
    described_fields,
    described_types,
    functions,
    rights_of,
    usable_in_formulas,
    use_of,
)
from tongxin.collab.fields.views.frame import asked_kind, bearing_kinds, crumbs, page
from tongxin.collab.people.policies import me


@door(administrators)
def fields(request: HttpRequest) -> HttpResponseBase:
    """All fields of one kind of record."""
    kind = asked_kind(request)
    context = {"crumbs": crumbs(), "kind": kind, "kinds": bearing_kinds(), **described_fields(kind.kind)}
    return page(request, "fields/fields.html", context)


def found_field(number: int) -> CustomField:
    """The field, retired or not. Raises Http404."""
    field = get_object_or_404(CustomField.objects.filter(purged_at=None).whole(), pk=number)
    if field.kind not in {kind.kind for kind in bearing_kinds()}:
        raise Http404
    return field


def _around(kind: str, type: str, field: CustomField | None) -> dict[str, Any]:  # Any: template context
    rows = CustomField.objects.of(kind).exclude(section="").order_by("section").values_list("section", flat=True)
    more: dict[str, Any] = {
        "type": Type(type),
        "sections": list(rows.distinct()),
        "kind_of_record": kind,
    }  # Any: as above
    if type == Type.FORMULA:
        more |= {"usable": usable_in_formulas(kind, field), "functions": functions()}
    return more


@door(administrators, methods=("GET", "POST"))
def new_field(request: HttpRequest) -> HttpResponseBase:
    """Choose a type first, then say the rest."""
    kind, type = asked_kind(request), request.GET.get("type", "")
    path = crumbs((_("New field"), ""))
    if type not in Type.values:
        return page(request, "fields/types.html", {"crumbs": path, "kind": kind, "types": described_types()})
    form = FieldForm(request.POST if request.method == "POST" else None, kind=kind.kind, type=type)
    if request.method == "POST" and form.is_valid():
        try:
            made = define_field(by=me(request), kind=kind.kind, type=type, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is there now.") % {"name": made.label})
            return redirect(f"{reverse('fields')}?kind={kind.kind}")
    context = {"crumbs": path, "kind": kind, "form": form, **_around(kind.kind, type, None)}
    return page(request, "fields/field.html", context, form)


@door(administrators, methods=("GET", "POST"))
def field(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a field."""
    stored = found_field(number)
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
        "form": form,
        "use": use_of(stored),
        "rights": rights_of(stored),
        **_around(stored.kind, stored.type, stored),
    }
    return page(request, "fields/field.html", context, form)


@door(administrators, methods=("POST",))
def formula_check(request: HttpRequest) -> HttpResponseBase:
    """What a formula would give, or where it is wrong, while it is typed."""
    kind, typed = asked_kind(request), request.POST.get("formula", "")[:4_000]
    own = (
        CustomField.objects.filter(pk=request.GET.get("field") or 0).first()
        if request.GET.get("field", "").isdecimal()
        else None
    )
    context: dict[str, Any] = {"typed": typed}  # Any: template context
    try:
        if typed.strip():
            context["result"] = SAID[check_formula(kind.kind, typed, own_fields(kind.kind), own).result]
    except WrongFormula as wrong:
        context |= {
            "error": wrong.messages[0],
            "before": typed[: wrong.at],
            "bad": typed[wrong.at : wrong.end] or "␣",
            "after": typed[wrong.end :],
        }
    except ValidationError as error:
        context["error"] = error.messages[0]
    return render(request, "fields/_formula.html", context)
