"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.quality.views import progress, record, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/<int:party_id>/quality/", record.standing, name="customer_quality"),
    path("customers/<int:party_id>/facts/<slug:field>/confirmation/", record.confirmation, name="confirm_fact"),
    path("customers/progress/", progress.progress, name="information_progress"),
    path("settings/quality/", rules.rules, name="quality_rules"),
    path("settings/quality/new/", rules.new_rule, name="new_quality_rule"),
    path("settings/quality/<int:rule_id>/", rules.rule, name="quality_rule"),
    path("settings/quality/<int:rule_id>/removal/", rules.removal, name="remove_quality_rule"),
]
