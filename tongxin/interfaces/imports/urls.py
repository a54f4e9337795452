"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.interfaces.imports.views import deciding, listing, page, results

urlpatterns: list[URLPattern | URLResolver] = [
    path("imports/", listing.imports, name="imports"),
    path("imports/new/", listing.new_import, name="new_import"),
    path("imports/<int:import_id>/", page.import_page, name="import"),
    path("imports/<int:import_id>/preview/", page.preview, name="import_preview"),
    path("imports/<int:import_id>/mapping/", deciding.mapping, name="import_mapping"),
    path("imports/<int:import_id>/reading/", deciding.reading, name="import_reading"),
    path("imports/<int:import_id>/sheets/", deciding.sheets, name="import_sheets"),
    path("imports/<int:import_id>/runs/", deciding.runs, name="import_runs"),
    path("imports/<int:import_id>/undoing/", deciding.undoing, name="import_undoing"),
    path("imports/<int:import_id>/removal/", deciding.removal, name="import_removal"),
    path("imports/<int:import_id>/records/", results.records, name="import_records"),
    path("imports/<int:import_id>/mending/", results.mending, name="import_mending"),
    path("imports/<int:import_id>/file/", results.file, name="import_file"),
]
