"""Addresses of the room. The list of contracts is drawn by collab/views."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.contracts.views import amending, contracts, deeds, making, milestones, wording

urlpatterns: list[URLPattern | URLResolver] = [
    path("contracts/new/", contracts.new_contract, name="new_contract"),
    path("contracts/<int:contract_id>/", contracts.contract, name="contract"),
    path("contracts/<int:contract_id>/facts/", contracts.contract_facts, name="contract_facts"),
    path("contracts/<int:contract_id>/lines/", contracts.contract_lines, name="contract_lines"),
    path("contracts/<int:contract_id>/lines/<int:contract_line_id>/", contracts.contract_line, name="contract_line"),
    path("contracts/<int:contract_id>/wording/", wording.contract_wording, name="contract_wording"),
    path("contracts/<int:contract_id>/words/", wording.contract_words, name="contract_words"),
    path("contracts/<int:contract_id>/pdf/", wording.contract_pdf, name="contract_pdf"),
    path("contracts/<int:contract_id>/milestones/", milestones.contract_milestones, name="contract_milestones"),
    path(
        "contracts/<int:contract_id>/milestones/<int:milestone_id>/",
        milestones.contract_milestone,
        name="contract_milestone",
    ),
    path("contracts/<int:contract_id>/asking/", deeds.contract_asking, name="contract_asking"),
    path("contracts/<int:contract_id>/sealing/", deeds.contract_sealing, name="contract_sealing"),
    path("contracts/<int:contract_id>/signing/", deeds.contract_signing, name="contract_signing"),
    path("contracts/<int:contract_id>/scans/", deeds.contract_scans, name="contract_scans"),
    path("contracts/<int:contract_id>/termination/", deeds.contract_termination, name="contract_termination"),
    path("contracts/<int:contract_id>/amendments/", amending.contract_amendments, name="contract_amendments"),
    path("contracts/<int:contract_id>/renewals/", deeds.contract_renewals, name="contract_renewals"),
    path("quotes/<int:quote_id>/contracts/", making.quote_contracts, name="quote_contracts"),
    path("orders/<int:order_id>/contracts/", making.order_contracts, name="order_contracts"),
    path("opportunities/<int:opportunity_id>/contracts/", making.opportunity_contracts, name="opportunity_contracts"),
    path("settings/contract-templates/", wording.contract_templates, name="contract_templates"),
    path("settings/contract-templates/new/", wording.new_contract_template, name="new_contract_template"),
    path("settings/contract-templates/<int:template_id>/", wording.contract_template, name="contract_template"),
]
