"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.pipeline.views import board, closing, editing, record, reporting

urlpatterns: list[URLPattern | URLResolver] = [
    path("pipeline/", board.board, name="pipeline"),
    path("pipeline/cards/", board.lane, name="pipeline_lane"),
    path("pipeline/won/", reporting.won, name="pipeline_won"),
    path("pipeline/flow/", reporting.flow, name="pipeline_flow"),
    path("opportunities/new/", editing.new_opportunity, name="new_opportunity"),
    path("opportunities/<int:opportunity_id>/", record.opportunity, name="opportunity"),
    path("opportunities/<int:opportunity_id>/facts/", editing.facts, name="opportunity_facts"),
    path("opportunities/<int:opportunity_id>/stage/", board.stage, name="opportunity_stage"),
    path("opportunities/<int:opportunity_id>/next/", editing.next_step, name="opportunity_next"),
    path("opportunities/<int:opportunity_id>/win/", closing.win, name="opportunity_win"),
    path("opportunities/<int:opportunity_id>/loss/", closing.loss, name="opportunity_loss"),
    path("opportunities/<int:opportunity_id>/revival/", closing.revival, name="opportunity_revival"),
    path("opportunities/<int:opportunity_id>/deletion/", closing.deletion, name="delete_opportunity"),
    path("opportunities/<int:opportunity_id>/restoration/", closing.restoration, name="restore_opportunity"),
]
