"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.parties.views import (
    bulk,
    conditions,
    contacts,
    creating,
    exporting,
    facts,
    history,
    listing,
    record,
    recycling,
    relations,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/", listing.customers, name="customers"),
    path("customers/new/", creating.new_customer, name="new_customer"),
    path("customers/conditions/", conditions.conditions, name="customers_conditions"),
    path("customers/columns/", conditions.columns, name="customers_columns"),
    path("customers/export/", exporting.export_customers, name="export_customers"),
    path("customers/bulk/<slug:deed>/", bulk.bulk, name="customers_bulk"),
    path("customers/bin/", recycling.bin_page, name="customers_bin"),
    path("customers/bin/restorations/", recycling.restorations, name="restore_from_bin"),
    path("customers/bin/removals/", recycling.removals, name="purge_from_bin"),
    path("customers/restorations/", bulk.restore, name="restore_customers"),
    path("customers/<int:party_id>/", record.customer, name="customer"),
    path("customers/<int:party_id>/peek/", record.peek, name="customer_peek"),
    path("customers/<int:party_id>/card.vcf", exporting.card, name="customer_card"),
    path("customers/<int:party_id>/facts/<slug:field>/", facts.fact, name="customer_fact"),
    path("customers/<int:party_id>/facts/<slug:field>/history/", history.history, name="customer_fact_history"),
    path("customers/<int:party_id>/undone-changes/<int:entry_id>/", history.undo, name="undo_customer_change"),
    path("customers/<int:party_id>/contacts/new/", contacts.new_contact, name="new_contact"),
    path("customers/<int:party_id>/relations/new/", relations.new_relation, name="new_relation"),
    path("relations/<int:relation_id>/removal/", relations.removal, name="remove_relation"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<int:contact_id>/", contacts.edit_contact, name="contact"),
    path("contacts/<int:contact_id>/removal/", contacts.removal, name="remove_contact"),
    path("contacts/<int:contact_id>/restoration/", contacts.restoration, name="restore_contact"),
]
