"""Language, theme and density: changed from any page, in one press."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.collab.people.actions import change_own_settings
from tongxin.collab.people.forms import LANGUAGES
from tongxin.collab.people.models import Person
from tongxin.collab.people.views.ways_in import next_page

YEAR = 60 * 60 * 24 * 365


@door(anyone, methods=("POST",))
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Speak this language from now on: to the person, or to this browser while nobody is signed in."""
    language = request.POST.get("language", "")
    if language not in dict(LANGUAGES):
        return HttpResponse(status=400)
    if request.user.is_authenticated:
        change_own_settings(by=request.user, language=language)
    response = redirect(next_page(request, request.POST.get("next", "")))
    response.set_cookie("language", language, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


@door(signed_in, methods=("POST",))
def set_theme(request: HttpRequest) -> HttpResponseBase:
    """Day, night or as the system; and how tall rows are."""
    wanted = {"theme": request.POST.get("theme", ""), "density": request.POST.get("density", "")}
    wanted = {key: "" if value == "system" else value for key, value in wanted.items() if value}
    if (
        wanted.get("theme", "") not in Person.Theme.values
        or wanted.get("density", "default") not in Person.Density.values
    ):
        return HttpResponse(status=400)
    change_own_settings(by=cast(Person, request.user), **wanted)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(next_page(request, request.POST.get("next", "") or "/settings/me/"))
