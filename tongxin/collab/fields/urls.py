"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.fields.views import fields

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/fields/", fields.fields, name="fields"),
    path("settings/fields/new/", fields.new_field, name="new-field"),
    path("settings/fields/<int:number>/", fields.field, name="field"),
]
