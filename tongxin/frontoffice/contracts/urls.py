"""Addresses of the room. The list of contracts is drawn by collab/views."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.contracts.views import contracts, making

urlpatterns: list[URLPattern | URLResolver] = [
    path("contracts/new/", contracts.new_contract, name="new_contract"),
    path("contracts/<int:contract_id>/", contracts.contract, name="contract"),
    path("contracts/<int:contract_id>/facts/", contracts.contract_facts, name="contract_facts"),
    path("contracts/<int:contract_id>/lines/", contracts.contract_lines, name="contract_lines"),
    path("contracts/<int:contract_id>/lines/<int:contract_line_id>/", contracts.contract_line, name="contract_line"),
    path("quotes/<int:quote_id>/contracts/", making.quote_contracts, name="quote_contracts"),
    path("orders/<int:order_id>/contracts/", making.order_contracts, name="order_contracts"),
    path("opportunities/<int:opportunity_id>/contracts/", making.opportunity_contracts, name="opportunity_contracts"),
]
