"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.doubles.views import listing, merging

urlpatterns: list[URLPattern | URLResolver] = [
    path("doubles/", listing.doubles, name="doubles"),
    path("doubles/<int:party_id>/<int:other_id>/", merging.compare, name="compare_doubles"),
    path("doubles/pairs/<int:pair_id>/difference/", listing.difference, name="difference"),
    path("doubles/pairs/<int:pair_id>/difference/undoing/", listing.difference_undone, name="undo_difference"),
    path("merges/<int:merge_id>/", merging.merge, name="merge"),
    path("merges/<int:merge_id>/undoing/", merging.undoing, name="undo_merge"),
    path("customers/doubles/", listing.typed_doubles, name="customer_doubles"),
]
