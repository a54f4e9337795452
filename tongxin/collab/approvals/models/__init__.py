"""Flows, approvals and their history, who holds them, timers, delegations."""

from tongxin.collab.approvals.models.approval import Approval, ApprovalQuerySet
from tongxin.collab.approvals.models.baseline import Baseline
from tongxin.collab.approvals.models.copy import Copy
from tongxin.collab.approvals.models.delegation import Delegation, represented_by
from tongxin.collab.approvals.models.entry import HistoryEntry, HistoryIsKept
from tongxin.collab.approvals.models.flow import Flow, FlowVersion
from tongxin.collab.approvals.models.holder import Holder
from tongxin.collab.approvals.models.timer import Timer

__all__ = [
    "Approval",
    "ApprovalQuerySet",
    "Baseline",
    "Copy",
    "Delegation",
    "Flow",
    "FlowVersion",
    "HistoryEntry",
    "HistoryIsKept",
    "Holder",
    "Timer",
    "represented_by",
]  # fmt: skip
