"""Addresses that belong to no room: the way in, health, figures, the guide of the kit."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from tongxin.base.database.full_disk import little_is_free
from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.collab.org.queries import the_company
from tongxin.project.looks import looks
from tongxin.project.maintenance import Maintenance
from tongxin.project.metrics import metrics

PLAIN = "text/plain; charset=utf-8"


@door(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """The first page is today."""
    return redirect("/today/")


@door(anyone)
def health(request: HttpRequest) -> HttpResponse:
    """For machines that ask whether the program and its database answer."""
    the_company()
    return HttpResponse("ok", content_type=PLAIN)


@door(anyone)
def ready(request: HttpRequest) -> HttpResponse:
    """For a proxy that asks whether to send people here: 503 and why not, in one word, while they had better go elsewhere."""
    hindrance = _hindrance()
    return HttpResponse(hindrance or "ok", status=503 if hindrance else 200, content_type=PLAIN)


def _hindrance() -> str:
    if Maintenance.under_way():
        return "maintenance"
    if little_is_free():
        return "disk"
    try:
        the_company()
    except DatabaseError:
        return "database"
    return ""


urlpatterns = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("settings/looks/", looks, name="looks"),
]
