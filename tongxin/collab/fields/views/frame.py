"""What the pages about fields have in common."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries import SubjectKind, subject_kinds


def bearing_kinds() -> list[SubjectKind]:
    """Kinds of record that carry fields of the firm."""
    return [kind for kind in subject_kinds if kind.facts]


def asked_kind(request: HttpRequest) -> SubjectKind:
    """The kind that the address names, else the first."""
    kinds = bearing_kinds()
    return next((kind for kind in kinds if kind.kind == request.GET.get("kind")), kinds[0])


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are: settings, fields, then (title, address) pairs, the page itself last."""
    first = [(_("Settings"), reverse("settings")), (_("Fields"), reverse("fields") if more else "")]
    return [{"title": title, "url": url} for title, url in (*first, *more)]


def page(request: HttpRequest, template: str, context: dict[str, Any], *forms: Form) -> HttpResponse:  # Any: context
    """The page; 422 when one of the forms was filled in wrongly."""
    return render(request, template, context, status=422 if any(form.errors for form in forms) else 200)
