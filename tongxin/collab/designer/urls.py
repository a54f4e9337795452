"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.designer.views import conditions, flows, page, publishing, reading, starting

urlpatterns: list[URLPattern | URLResolver] = [
    path("flows/", flows.flows, name="flows"),
    path("flows/<int:flow_id>/", flows.flow, name="flow"),
    path("flows/new/", starting.new_flow, name="new_flow"),
    path("flows/<int:flow_id>/draft/", page.draft, name="flow_draft"),
    path("flows/<int:flow_id>/draft/edits/", page.edits, name="flow_draft_edits"),
    path("flows/<int:flow_id>/draft/settings/", page.settings, name="flow_draft_settings"),
    path("flows/<int:flow_id>/draft/condition/", conditions.condition, name="flow_condition"),
    path("flows/<int:flow_id>/draft/undoing/", page.undoing, name="flow_draft_undoing"),
    path("flows/<int:flow_id>/draft/removal/", page.removal, name="flow_draft_removal"),
    path("flows/<int:flow_id>/draft/text/", reading.text, name="flow_draft_text"),
    path("flows/<int:flow_id>/draft/comparison/", reading.comparison, name="flow_draft_comparison"),
    path("flows/<int:flow_id>/draft/trial/", reading.trial, name="flow_draft_trial"),
    path("flows/<int:flow_id>/draft/publication/", publishing.publication, name="flow_draft_publication"),
]
