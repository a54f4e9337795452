"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.quality.views import record

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/quality/", record.standing, name="customer_quality"),
    path("customers/<int:party_id>/facts/<slug:field>/confirmation/", record.confirmation, name="confirm_fact"),
]
