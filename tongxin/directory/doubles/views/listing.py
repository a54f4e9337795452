"""The work list of possible doubles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in


@door(signed_in)
def doubles(request: HttpRequest) -> HttpResponse:
    """Likely pairs."""
    return render(request, "doubles/doubles.html", {"crumbs": [{"title": _("Possible doubles"), "url": ""}]})
