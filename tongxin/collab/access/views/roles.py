"""Roles: the list and the editor."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import save_role
from tongxin.collab.access.forms import RoleForm
from tongxin.collab.access.models import Role
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.queries import holders_of, roles_with_holders
from tongxin.collab.access.views.frame import crumbs, page
from tongxin.collab.people.policies import me


@door(administrators)
def roles(request: HttpRequest) -> HttpResponseBase:
    """All roles and who holds them."""
    return page(request, "access/roles.html", {"crumbs": crumbs((_("Roles"), "")), "roles": roles_with_holders()})


def _edit(request: HttpRequest, stored: Role | None) -> HttpResponseBase:
    form = RoleForm(request.POST if request.method == "POST" else None, role=stored)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_role(by=me(request), role=stored, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved and holds from now on.") % {"name": saved.name})
            return redirect("roles")
    title = stored.name if stored else _("New role")
    context = {
        "crumbs": crumbs((_("Roles"), reverse("roles")), (title, "")),
        "title": title,
        "form": form,
        "holders": holders_of(stored) if stored else [],
    }
    return page(request, "access/role.html", context, form)


@door(administrators, methods=("GET", "POST"))
def new_role(request: HttpRequest) -> HttpResponseBase:
    """Make a role."""
    return _edit(request, None)


@door(administrators, methods=("GET", "POST"))
def role(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a role."""
    return _edit(request, get_object_or_404(Role, pk=number))
