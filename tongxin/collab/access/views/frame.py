"""What the pages of administrators have in common."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are: settings, then (title, address) pairs, the page itself last."""
    return [{"title": title, "url": url} for title, url in ((_("Settings"), "/settings/"), *more)]


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *forms: BaseForm
) -> HttpResponse:  # Any: context
    """The page; 422 when one of the forms was filled in wrongly."""
    return render(request, template, context, status=422 if any(form.errors for form in forms) else 200)
