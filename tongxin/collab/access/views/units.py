"""The firm's tree."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import found_unit, reshape_unit, shut_unit
from tongxin.collab.access.forms import UnitForm
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.queries import firm_tree
from tongxin.collab.access.views.frame import crumbs, page
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.policies import me


@door(administrators)
def units(request: HttpRequest) -> HttpResponseBase:
    """All units from the root down, and who works there."""
    return page(request, "access/units.html", {"crumbs": crumbs((_("Units"), "")), "branches": firm_tree()})


@door(administrators, methods=("GET", "POST"))
def new_unit(request: HttpRequest) -> HttpResponseBase:
    """Add a unit under another one."""
    under = request.GET.get("under", "")
    parent = Unit.objects.open().filter(pk=int(under) if under.isdecimal() and len(under) < 18 else 0).first()
    start = {"kind": Unit.Kind.DEPARTMENT, "parent": parent or Unit.objects.filter(parent=None).first()}
    form = UnitForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            unit = found_unit(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is there now.") % {"name": unit.name})
            return redirect("units")
    context = {"crumbs": crumbs((_("Units"), reverse("units")), (_("New unit"), "")), "form": form}
    return page(request, "access/unit.html", context, form)


@door(administrators, methods=("GET", "POST"))
def unit(request: HttpRequest, number: int) -> HttpResponseBase:
    """Rename, re-kind or move a unit; see who works there."""
    part = get_object_or_404(Unit.objects.open(), pk=number)
    start = {"name": part.name, "kind": part.kind, "parent": part.parent_id}
    form = UnitForm(request.POST if request.method == "POST" else None, unit=part, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            reshape_unit(by=me(request), unit=part, **{"parent": None, **form.cleaned_data})
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("units")
    held = Post.objects.held().filter(unit=part, person__deactivated_at=None)
    context = {
        "crumbs": crumbs((_("Units"), reverse("units")), (part.name, "")),
        "form": form,
        "unit": part,
        "posts": held.select_related("person").order_by("-is_head", "person__sort_key"),
    }
    return page(request, "access/unit.html", context, form)


@door(administrators, methods=("POST",))
def unit_closing(request: HttpRequest, number: int) -> HttpResponseBase:
    """Close a unit that nobody works in."""
    part = get_object_or_404(Unit.objects.open(), pk=number)
    try:
        shut_unit(by=me(request), unit=part)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("unit", number)
    messages.success(request, _("“%(name)s” is closed; its records keep it.") % {"name": part.name})
    return redirect("units")
