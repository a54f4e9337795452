"""Addresses that belong to no room: the way in, health, the guide of the kit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.collab.org.queries import the_company
from tongxin.project.looks import looks


@door(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """The first page is today."""
    return redirect("/today/")


@door(anyone)
def health(request: HttpRequest) -> HttpResponse:
    """For machines that ask whether the program and its database answer."""
    the_company()
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("settings/looks/", looks, name="looks"),
]
