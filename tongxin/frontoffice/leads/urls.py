"""Addresses of the room; the list itself is drawn by the kit of lists."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.leads.views import arranging, converting, leads, revealing

urlpatterns: list[URLPattern | URLResolver] = [
    path("leads/new/", leads.new_lead, name="new_lead"),
    path("leads/<int:lead_id>/", leads.lead, name="lead"),
    path("leads/<int:lead_id>/reveal/", revealing.revealing, name="reveal_lead"),
    path("leads/<int:lead_id>/answers/", leads.answer, name="lead_answer"),
    path("leads/<int:lead_id>/taking/", leads.taking, name="lead_taking"),
    path("leads/<int:lead_id>/assignment/", leads.assignment, name="lead_assignment"),
    path("leads/<int:lead_id>/dropping/", leads.dropping, name="lead_dropping"),
    path("leads/<int:lead_id>/reopening/", leads.reopening, name="lead_reopening"),
    path("leads/<int:lead_id>/conversion/", converting.conversion, name="lead_conversion"),
    path("settings/leads/", arranging.settings, name="lead_settings"),
    path("settings/leads/rules/", arranging.rules, name="lead_rules"),
    path("settings/leads/sources/new/", arranging.new_source, name="new_lead_source"),
    path("settings/leads/sources/<int:source_id>/", arranging.source, name="lead_source"),
]
