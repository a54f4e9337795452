"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.relations.views import maps, superiors

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/map/", maps.customer_map, name="customer_map"),
    path("contacts/<int:contact_id>/superior/", superiors.superior, name="contact_superior"),
]
