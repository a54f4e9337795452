"""Drafts of flows."""

from tongxin.collab.designer.models.draft import DraftState, FlowDraft

__all__ = ["DraftState", "FlowDraft"]
