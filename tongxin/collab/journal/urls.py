"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.journal.views import audit

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/journal/", audit.audit, name="audit"),
]
