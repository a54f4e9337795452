"""Addresses of the set-up."""

from django.urls import path

from tongxin.project.wizard import founding_step, later_steps

urlpatterns = [
    path("", founding_step.founding, name="setup"),
    path("selling/", later_steps.selling, name="setup-selling"),
    path("packs/", later_steps.packs, name="setup-packs"),
    path("colleagues/", later_steps.colleagues, name="setup-colleagues"),
    path("colleagues/done/", later_steps.colleagues_done, name="setup-colleagues-done"),
    path("first/", later_steps.first, name="setup-first"),
    path("finished/", later_steps.finish, name="setup-finished"),
]
