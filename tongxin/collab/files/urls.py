"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.files import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("files/<int:attachment_id>/", views.attachment, name="attachment"),
]
