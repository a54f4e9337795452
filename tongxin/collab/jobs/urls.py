"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.jobs import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/progress/<int:job_id>/", views.job_progress, name="job_progress"),
    path("jobs/progress/<int:job_id>/cancellation/", views.job_cancellation, name="job_cancellation"),
]
