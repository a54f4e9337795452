"""What the pages of administrators have in common."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person


def me(request: HttpRequest) -> Person:
    """Who knocked; the door has made sure that it is somebody."""
    return cast(Person, request.user)


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are: settings, then (title, address) pairs, the page itself last."""
    return [{"title": title, "url": url} for title, url in ((_("Settings"), "/settings/"), *more)]


def refuse(form: Form, error: ValidationError) -> None:
    """Show an action's refusal in the form: beside the field where it names one, else above all."""
    if hasattr(error, "error_dict"):
        known = {name: errors for name, errors in error.error_dict.items() if name in form.fields}
        rest = [message for name, errors in error.error_dict.items() if name not in known for message in errors]
        for name, errors in known.items():
            form.add_error(name, errors)
        if rest:
            form.add_error(None, rest)
    else:
        form.add_error(None, error)


def page(request: HttpRequest, template: str, context: dict[str, Any], *forms: Form) -> HttpResponse:  # Any: context
    """The page; 422 when one of the forms was filled in wrongly."""
    return render(request, template, context, status=422 if any(form.errors for form in forms) else 200)
