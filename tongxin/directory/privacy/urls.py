"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.privacy.views import customer

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/privacy/", customer.customer_privacy, name="customer_privacy"),
    path("customers/<int:party_id>/privacy/holds/", customer.customer_hold, name="customer_hold"),
    path("holds/<int:hold_id>/end/", customer.hold_end, name="hold_end"),
]
