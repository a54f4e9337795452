"""Addresses of the set-up."""

from django.urls import path

from tongxin.project.wizard import founding_step

urlpatterns = [
    path("", founding_step.founding, name="setup"),
]
