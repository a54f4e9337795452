"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.feed import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("talk/", views.talk, name="talk"),
    path("talk/followed/", views.followed, name="followed"),
    path("talk/following/", views.following, name="following"),
    path("talk/<int:remark_id>/removal/", views.removal, name="remark-removal"),
]
