"""The verbs about opportunities."""

from tongxin.frontoffice.pipeline.actions.bin import delete_opportunity, restore_opportunity
from tongxin.frontoffice.pipeline.actions.changing import NotOpen, change_opportunity, move_opportunity, plan_next
from tongxin.frontoffice.pipeline.actions.checks import FieldLocked, MayNotOpen, NotYours, own
from tongxin.frontoffice.pipeline.actions.competing import (
    ChangedSince,
    NotNamed,
    change_competitor,
    drop_competitor,
    list_competitors,
    name_competitor,
    undo_competitor,
)
from tongxin.frontoffice.pipeline.actions.ending import lose_opportunity, revive_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.actions.gating import ask_gate
from tongxin.frontoffice.pipeline.actions.lining import quote_opportunity, remove_deal_line, write_deal_lines
from tongxin.frontoffice.pipeline.actions.nudging import nudge_owner
from tongxin.frontoffice.pipeline.actions.opening import open_opportunity
from tongxin.frontoffice.pipeline.actions.passing import pass_opportunity
from tongxin.frontoffice.pipeline.actions.proving import EvidenceMissing, GateClosed, show_evidence, take_evidence_back
from tongxin.frontoffice.pipeline.actions.saying import open_said
from tongxin.frontoffice.pipeline.actions.shaping import (
    StageNotEmpty,
    add_pipeline,
    change_pipeline,
    retire_stage,
    save_reason,
    save_stage,
    set_evidence,
)
from tongxin.frontoffice.pipeline.actions.tallying import recount
from tongxin.frontoffice.pipeline.actions.teaming import join_deal, leave_deal

__all__ = [
    "ChangedSince",
    "EvidenceMissing",
    "FieldLocked",
    "GateClosed",
    "MayNotOpen",
    "NotNamed",
    "NotOpen",
    "NotYours",
    "StageNotEmpty",
    "add_pipeline",
    "ask_gate",
    "change_competitor",
    "change_opportunity",
    "change_pipeline",
    "delete_opportunity",
    "drop_competitor",
    "join_deal",
    "leave_deal",
    "list_competitors",
    "lose_opportunity",
    "move_opportunity",
    "name_competitor",
    "nudge_owner",
    "open_opportunity",
    "open_said",
    "own",
    "pass_opportunity",
    "plan_next",
    "quote_opportunity",
    "recount",
    "remove_deal_line",
    "restore_opportunity",
    "retire_stage",
    "revive_opportunity",
    "save_reason",
    "save_stage",
    "set_evidence",
    "show_evidence",
    "take_evidence_back",
    "undo_competitor",
    "win_opportunity",
    "write_deal_lines",
]
