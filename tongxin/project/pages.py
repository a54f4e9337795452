"""Addresses that belong to no room: the way in, health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.collab.org.queries import the_company


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
]
