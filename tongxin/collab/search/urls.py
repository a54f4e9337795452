"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.search import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", views.results, name="search"),
    path("search/suggest/", views.suggestions, name="search-suggest"),
]
