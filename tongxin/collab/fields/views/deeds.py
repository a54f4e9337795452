"""Single deeds on a field: order, rights, retiring, coming back, erasing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import (
    purge_field,
    reorder_fields,
    restore_field,
    retire_field,
    set_field_rights,
)
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.views.fields import found_field
from tongxin.collab.people.policies import me


def _listed(field: CustomField) -> HttpResponseBase:
    return redirect(f"{reverse('fields')}?kind={field.kind}")


@door(administrators, methods=("POST",))
def place(request: HttpRequest, number: int) -> HttpResponseBase:
    """One place up or down."""
    field = found_field(number)
    keys = list(CustomField.objects.of(field.kind).live().values_list("key", flat=True))
    if field.key in keys:
        at = keys.index(field.key)
        to = max(0, min(len(keys) - 1, at + (-1 if request.POST.get("way") == "up" else 1)))
        keys.insert(to, keys.pop(at))
        reorder_fields(by=me(request), kind=field.kind, keys=keys)
    return _listed(field)


@door(administrators, methods=("POST",))
def rights(request: HttpRequest, number: int) -> HttpResponseBase:
    """Who may see and change the field."""
    field = found_field(number)
    given = {
        int(name.removeprefix("role-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("role-") and name[5:].isdecimal() and len(name) < 20
    }
    set_field_rights(by=me(request), field=field, rights=given)
    messages.success(request, _("Saved"))
    return redirect("field", number)


def _done(request: HttpRequest, field: CustomField, deed: Callable[[], object], said: str) -> HttpResponseBase:
    try:
        deed()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("field", field.pk)
    messages.success(request, said % {"name": field.label})
    return _listed(field)


@door(administrators, methods=("POST",))
def retirement(request: HttpRequest, number: int) -> HttpResponseBase:
    """Out of use, with all values kept."""
    field = found_field(number)
    said = _("“%(name)s” is no longer in use. Its values are kept.")
    return _done(request, field, lambda: retire_field(by=me(request), field=field), said)


@door(administrators, methods=("POST",))
def comeback(request: HttpRequest, number: int) -> HttpResponseBase:
    """Into use again."""
    field = found_field(number)
    said = _("“%(name)s” is in use again, with its values.")
    return _done(request, field, lambda: restore_field(by=me(request), field=field), said)


@door(administrators, methods=("POST",))
def erasure(request: HttpRequest, number: int) -> HttpResponseBase:
    """For good, once somebody said so twice."""
    field = found_field(number)
    if request.POST.get("sure") != "1":
        messages.error(request, _("Tick that you know it can't be undone."))
        return redirect("field", number)
    said = _("“%(name)s” and all its values are erased.")
    return _done(request, field, lambda: purge_field(by=me(request), field=field), said)
