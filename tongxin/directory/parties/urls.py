"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.parties.views import (
    calls,
    contacts,
    creating,
    exporting,
    facts,
    history,
    pasting,
    record,
    recycling,
    relations,
    roles,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/new/", creating.new_customer, name="new_customer"),
    path("calls/", calls.calls, name="calls"),
    path("customers/pasted/", pasting.pasted_customer, name="pasted_customer"),
    path("customers/<int:party_id>/contacts/pasted/", pasting.pasted_contact, name="pasted_contact"),
    path("customers/bin/", recycling.bin_page, name="customers_bin"),
    path("customers/bin/restorations/", recycling.restorations, name="restore_from_bin"),
    path("customers/bin/removals/", recycling.removals, name="purge_from_bin"),
    path("customers/restorations/", recycling.restore, name="restore_customers"),
    path("customers/<int:party_id>/", record.customer, name="customer"),
    path("customers/<int:party_id>/peek/", record.peek, name="customer_peek"),
    path("customers/<int:party_id>/card.vcf", exporting.card, name="customer_card"),
    path("customers/<int:party_id>/qr/", exporting.card_qr, name="customer_qr"),
    path("customers/<int:party_id>/facts/<slug:field>/", facts.fact, name="customer_fact"),
    path("customers/<int:party_id>/facts/<slug:field>/history/", history.history, name="customer_fact_history"),
    path("customers/<int:party_id>/undone-changes/<int:entry_id>/", history.undo, name="undo_customer_change"),
    path("customers/<int:party_id>/contacts/new/", contacts.new_contact, name="new_contact"),
    path("customers/<int:party_id>/roles/", roles.roles, name="customer_roles"),
    path("customers/<int:party_id>/relations/new/", relations.new_relation, name="new_relation"),
    path("relations/<int:relation_id>/removal/", relations.removal, name="remove_relation"),
    path("contacts/<int:contact_id>/", contacts.edit_contact, name="contact"),
    path("contacts/<int:contact_id>/removal/", contacts.removal, name="remove_contact"),
    path("contacts/<int:contact_id>/restoration/", contacts.restoration, name="restore_contact"),
]
