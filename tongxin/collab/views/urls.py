"""Addresses of the room: saved views, the doors that all lists share, and the page of each list that a room registered."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.views.queries import list_kinds
from tongxin.collab.views.views import cells, changes, choosing, exporting, listing, many, saved

urlpatterns: list[URLPattern | URLResolver] = [
    path("views/", saved.saved_views, name="saved-views"),
    path("views/order/", saved.saved_view_order, name="saved-view-order"),
    path("views/<int:view_id>/", saved.saved_view, name="saved-view"),
    path("views/<int:view_id>/deletion/", saved.saved_view_deletion, name="saved-view-deletion"),
    path("lists/<slug:kind>/conditions/", choosing.conditions, name="list-conditions"),
    path("lists/<slug:kind>/columns/", choosing.columns, name="list-columns"),
    path("lists/<slug:kind>/number/", listing.number_of_rows, name="list-number"),
    path("lists/<slug:kind>/export/", exporting.export, name="list-export"),
    path("lists/<slug:kind>/field/", many.fact_form, name="list-fact"),
    path("lists/<slug:kind>/deeds/<slug:deed>/", many.deed_of_list, name="list-deed"),
    path("lists/<slug:kind>/cells/<int:row_id>/<slug:field>/", cells.cell, name="list-cell"),
    path("lists/<slug:kind>/undone/<str:batch>/", many.undone, name="list-undone"),
    path("changes/<int:change_id>/", changes.bulk_change, name="bulk_change"),
    path("changes/<int:change_id>/undone/", changes.bulk_change_undo, name="bulk_change_undo"),
    path("changes/<int:change_id>/stopped/", changes.bulk_change_stop, name="bulk_change_stop"),
    *(path(one.path, listing.list_page, {"kind": one.kind}, name=one.url_name) for one in list_kinds),
]
