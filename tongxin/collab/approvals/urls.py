"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.approvals.views import answering, asking, deputies, figures, going_back, inbox, sheet, stepping_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("approvals/", inbox.approvals, name="approvals"),
    path("approvals/new/", asking.new_approval, name="new_approval"),
    path("approvals/new/foreseen/", asking.foreseen, name="approval_foreseen"),
    path("approvals/decisions/", answering.batch, name="approval_batch"),
    path("approvals/deputies/", deputies.deputies, name="deputies"),
    path("approvals/deputies/<int:delegation_id>/ending/", deputies.ending, name="end_deputy"),
    path("approvals/<int:approval_id>/", inbox.approval, name="approval"),
    path("approvals/<int:approval_id>/draft-removal/", asking.draft_removal, name="approval_draft_removal"),
    path("approvals/<int:approval_id>/sheet/", sheet.sheet, name="approval_sheet"),
    path("approvals/<int:approval_id>/watch/", going_back.watching, name="approval_watch"),
    path("approvals/<int:approval_id>/decisions/", answering.decisions, name="approval_decisions"),
    path("approvals/<int:approval_id>/deeds/<str:approval_deed>/", answering.deed, name="approval_deed"),
    path(
        "approvals/<int:approval_id>/interventions/<str:step_in>/",
        stepping_in.intervention,
        name="approval_intervention",
    ),
    path("approvals/<int:approval_id>/sparing/", going_back.sparing, name="approval_sparing"),
    path("approvals/<int:approval_id>/taking-back/", going_back.taking_back, name="approval_taking_back"),
    path("approvals/<int:approval_id>/withdrawal/", going_back.withdrawal, name="approval_withdrawal"),
    path("approvals/<int:approval_id>/chase/", going_back.chasing, name="approval_chase"),
    path("approvals/<int:approval_id>/remarks/", going_back.remarks, name="approval_remarks"),
    path("flows/figures/", figures.figures, name="approval_figures"),
    path("flows/figures/before/", figures.baseline, name="approval_baseline"),
    path("flows/figures/cases/", figures.cases, name="approval_cases"),
]
