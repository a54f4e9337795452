"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.notices import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", views.notices, name="notices"),
    path("notices/bell/", views.bell, name="notices-bell"),
    path("notices/readings/", views.all_readings, name="notice-readings"),
    path("notices/<int:notice_id>/reading/", views.reading, name="notice-reading"),
]
