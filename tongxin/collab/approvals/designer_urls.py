"""Addresses of the pages on which flows are drawn, tried and published."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.approvals.views import figures
from tongxin.collab.approvals.views.designer import conditions, page, publishing, reading, starting

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", figures.figures, name="approval_figures"),
    path("figures/cases/", figures.cases, name="approval_cases"),
    path("new/", starting.new_flow, name="new_flow"),
    path("<int:flow_id>/draft/", page.draft, name="flow_draft"),
    path("<int:flow_id>/draft/edits/", page.edits, name="flow_draft_edits"),
    path("<int:flow_id>/draft/settings/", page.settings, name="flow_draft_settings"),
    path("<int:flow_id>/draft/condition/", conditions.condition, name="flow_condition"),
    path("<int:flow_id>/draft/undoing/", page.undoing, name="flow_draft_undoing"),
    path("<int:flow_id>/draft/removal/", page.removal, name="flow_draft_removal"),
    path("<int:flow_id>/draft/text/", reading.text, name="flow_draft_text"),
    path("<int:flow_id>/draft/comparison/", reading.comparison, name="flow_draft_comparison"),
    path("<int:flow_id>/draft/trial/", reading.trial, name="flow_draft_trial"),
    path("<int:flow_id>/draft/publication/", publishing.publication, name="flow_draft_publication"),
]
