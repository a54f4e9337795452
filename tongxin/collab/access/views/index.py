"""The entrance of settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in


@door(signed_in)
def index(request: HttpRequest) -> HttpResponse:
    """All settings that are open to this person."""
    return render(request, "access/index.html", {"crumbs": [{"title": _("Settings"), "url": ""}]})
