"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.frontoffice.pipeline.views import (
    board,
    closing,
    competing,
    editing,
    lines,
    record,
    reporting,
    shaping,
    together,
    watching,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("pipeline/", board.board, name="pipeline"),
    path("pipeline/cards/", board.lane, name="pipeline_lane"),
    path("pipeline/won/", reporting.won, name="pipeline_won"),
    path("pipeline/lost/", reporting.lost, name="pipeline_lost"),
    path("pipeline/flow/", reporting.flow, name="pipeline_flow"),
    path("pipeline/watch/", watching.watch, name="pipeline_watch"),
    path("pipeline/forecast/", watching.forecast, name="pipeline_forecast"),
    path("opportunities/new/", editing.new_opportunity, name="new_opportunity"),
    path("opportunities/quick/", editing.quick_opportunity, name="quick_opportunity"),
    path("opportunities/<int:opportunity_id>/", record.opportunity, name="opportunity"),
    path("opportunities/<int:opportunity_id>/facts/", editing.facts, name="opportunity_facts"),
    path("opportunities/<int:opportunity_id>/stage/", board.stage, name="opportunity_stage"),
    path("opportunities/<int:opportunity_id>/next/", editing.next_step, name="opportunity_next"),
    path("opportunities/<int:opportunity_id>/lines/", lines.opportunity_lines, name="opportunity_lines"),
    path(
        "opportunities/<int:opportunity_id>/lines/<int:deal_line_id>/", lines.opportunity_line, name="opportunity_line"
    ),
    path("opportunities/<int:opportunity_id>/quotes/", lines.opportunity_quotes, name="opportunity_quotes"),
    path("opportunities/<int:opportunity_id>/win/", closing.win, name="opportunity_win"),
    path("opportunities/<int:opportunity_id>/loss/", closing.loss, name="opportunity_loss"),
    path("opportunities/<int:opportunity_id>/revival/", closing.revival, name="opportunity_revival"),
    path("opportunities/<int:opportunity_id>/deletion/", closing.deletion, name="delete_opportunity"),
    path("opportunities/<int:opportunity_id>/restoration/", closing.restoration, name="restore_opportunity"),
    path("opportunities/<int:opportunity_id>/evidence/", together.evidence, name="opportunity_evidence"),
    path("opportunities/<int:opportunity_id>/team/", together.team, name="opportunity_team"),
    path("opportunities/<int:opportunity_id>/team/leaving/", together.team_leaving, name="opportunity_team_leaving"),
    path("opportunities/<int:opportunity_id>/competitors/", competing.competitors, name="opportunity_competitors"),
    path(
        "opportunities/<int:opportunity_id>/competitors/<int:competitor_id>/",
        competing.competitor,
        name="opportunity_competitor",
    ),
    path(
        "opportunities/<int:opportunity_id>/competitors/<int:competitor_id>/removal/",
        competing.removal,
        name="opportunity_competitor_removal",
    ),
    path(
        "opportunities/<int:opportunity_id>/competitors/undoing/<int:competitor_entry_id>/",
        competing.undoing,
        name="opportunity_competitor_undoing",
    ),
    path("opportunities/<int:opportunity_id>/nudge/", watching.nudge, name="opportunity_nudge"),
    path("settings/pipelines/", shaping.pipelines, name="pipeline_settings"),
    path("settings/pipelines/new/", shaping.new_pipeline, name="new_pipeline"),
    path("settings/pipelines/<int:pipeline_id>/", shaping.pipeline_setting, name="pipeline_setting"),
    path("settings/pipelines/<int:pipeline_id>/stages/", shaping.new_stage, name="new_stage"),
    path("settings/stages/<int:stage_id>/", shaping.stage_setting, name="stage_setting"),
    path("settings/stages/<int:stage_id>/retirement/", shaping.stage_retirement, name="stage_retirement"),
    path("settings/lost-reasons/new/", shaping.new_reason, name="new_lost_reason"),
    path("settings/lost-reasons/<int:reason_id>/", shaping.reason_setting, name="lost_reason_setting"),
]
