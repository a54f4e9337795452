"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.fields.views import deeds, dictionaries, fields, layouts, own

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/fields/", fields.fields, name="fields"),
    path("settings/fields/new/", fields.new_field, name="new-field"),
    path("settings/fields/layout/", layouts.layout, name="layout"),
    path("settings/fields/formula/", fields.formula_check, name="check-formula"),
    path("settings/fields/<int:number>/", fields.field, name="field"),
    path("settings/fields/<int:number>/place/", deeds.place, name="field-place"),
    path("settings/fields/<int:number>/rights/", deeds.rights, name="field-rights"),
    path("settings/fields/<int:number>/retirement/", deeds.retirement, name="field-retirement"),
    path("settings/fields/<int:number>/comeback/", deeds.comeback, name="field-comeback"),
    path("settings/fields/<int:number>/erasure/", deeds.erasure, name="field-erasure"),
    path("own/<slug:kind>/<int:number>/<slug:field>/", own.own_fact, name="own_fact"),
    path("settings/lists/<int:number>/", dictionaries.dictionary, name="dictionary"),
]
