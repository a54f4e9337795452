"""The verbs about approvals."""

from tongxin.collab.approvals.actions.answering import answer
from tongxin.collab.approvals.actions.asking import AskedAlready, NoSuchFlow, start_approval
from tongxin.collab.approvals.actions.batch import agree_to_many
from tongxin.collab.approvals.actions.delegating import CircleOfDelegation, delegate, end_delegation
from tongxin.collab.approvals.actions.errands import give_up_errands, note_part_ended, run_errands
from tongxin.collab.approvals.actions.errors import DeedRefused, NotYours, NotYourTurn, SeenOld
from tongxin.collab.approvals.actions.going_back import (
    NothingToTakeBack,
    chase,
    note_reading,
    remark,
    remove_task,
    take_back,
    watch,
    withdraw,
)
from tongxin.collab.approvals.actions.keeping import delete_draft, save_draft, submit_draft
from tongxin.collab.approvals.actions.publishing import FlowUnfit, PublishedMeanwhile, make_first_flows, publish_flow
from tongxin.collab.approvals.actions.stating import state_baseline
from tongxin.collab.approvals.actions.stepping_in import (
    end_approval,
    go_on_without,
    move,
    reassign,
    replace_leaver,
    resume,
    suspend,
    try_again,
)
from tongxin.collab.approvals.actions.timing import fire_timers, sweep_timers

__all__ = [
    "AskedAlready", "CircleOfDelegation", "DeedRefused", "FlowUnfit", "NoSuchFlow", "NotYourTurn", "NotYours",
    "NothingToTakeBack", "PublishedMeanwhile", "SeenOld", "agree_to_many", "answer", "chase", "delegate", "delete_draft",
    "end_approval", "end_delegation", "fire_timers", "give_up_errands", "go_on_without",
    "make_first_flows", "move", "note_part_ended", "note_reading", "publish_flow", "reassign", "remark", "remove_task",
    "replace_leaver", "resume", "run_errands", "save_draft", "start_approval", "state_baseline", "submit_draft", "suspend", "sweep_timers",
    "take_back", "try_again", "watch", "withdraw",
]  # fmt: skip
