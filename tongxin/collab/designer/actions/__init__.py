"""The verbs about drafts of flows."""

from tongxin.collab.designer.actions.drafting import (
    DraftChangedMeanwhile,
    DraftUnfit,
    begin_draft,
    change_draft,
    draw_new_flow,
    graph_of_draft,
    publish_draft,
    rename_draft,
    step_through_draft,
    take_up_version,
    throw_draft_away,
)

__all__ = [
    "DraftChangedMeanwhile",
    "DraftUnfit",
    "begin_draft",
    "change_draft",
    "draw_new_flow",
    "graph_of_draft",
    "publish_draft",
    "rename_draft",
    "step_through_draft",
    "take_up_version",
    "throw_draft_away",
]  # fmt: skip
