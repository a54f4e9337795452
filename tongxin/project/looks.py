"""The kit's guide: all parts of the screens on one page, for whoever builds pages or judges them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.clock import now
from tongxin.base.registries import Place, places
from tongxin.base.ui.guide import samples
from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators, can_administer


@door(administrators)
def looks(request: HttpRequest) -> HttpResponse:
    """Colours, controls, tables, overlays, each with data of the kind it meets."""
    crumbs = [{"title": _("Settings"), "url": reverse("settings")}, {"title": _("Style guide"), "url": ""}]
    return render(request, "ui/guide.html", {**samples(now()), "crumbs": crumbs})


def join() -> None:
    """A place among the settings."""
    title = gettext_lazy("Style guide")
    places.register(
        "looks",
        Place(
            title=title, icon="eye", url_name="looks", ring="settings", order=95, in_menu=False, allowed=can_administer
        ),
    )
