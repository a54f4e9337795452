"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.automations.views import editing, files, hooks, reading, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/automations/", rules.rules, name="rules"),
    path("settings/automations/new/", rules.new_rule, name="new-rule"),
    path("settings/automations/brake/", rules.rules_brake, name="rules-brake"),
    path("settings/automations/log/", reading.rules_log, name="rules-log"),
    path("settings/automations/file/", files.rules_file, name="rules-file"),
    path("settings/automations/bringing/", files.rules_bringing, name="rules-bringing"),
    path("settings/automations/<int:automation_id>/", rules.rule, name="rule"),
    path("settings/automations/<int:automation_id>/when/", editing.rule_when, name="rule-when"),
    path("settings/automations/<int:automation_id>/conditions/", editing.rule_conditions, name="rule-conditions"),
    path("settings/automations/<int:automation_id>/act/", editing.rule_act, name="rule-act"),
    path("settings/automations/<int:automation_id>/deeds/", rules.rule_deeds, name="rule-deeds"),
    path("settings/automations/<int:automation_id>/preview/", reading.rule_preview, name="rule-preview"),
    path("settings/automations/<int:automation_id>/log/", reading.rule_log, name="rule-log"),
    path("settings/automations/services/", hooks.hooks, name="hooks"),
    path("settings/automations/services/new/", hooks.new_hook, name="new-hook"),
    path("settings/automations/services/<int:hook_id>/", hooks.hook, name="hook"),
    path("settings/automations/services/<int:hook_id>/test/", hooks.hook_test, name="hook-test"),
    path("settings/automations/services/<int:hook_id>/removal/", hooks.hook_removal, name="hook-removal"),
]
