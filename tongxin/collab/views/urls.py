"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.views import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("views/", views.saved_views, name="saved-views"),
    path("views/order/", views.saved_view_order, name="saved-view-order"),
    path("views/<int:view_id>/", views.saved_view, name="saved-view"),
    path("views/<int:view_id>/deletion/", views.saved_view_deletion, name="saved-view-deletion"),
]
