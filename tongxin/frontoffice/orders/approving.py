"""Amendments of orders as a kind of approval."""

from django.utils.translation import gettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.frontoffice.orders.actions.amending import KIND, amendment_decided

_LABELS = {
    "why": gettext_lazy("In one sentence"),
    "before": gettext_lazy("Amount so far"),
    "after": gettext_lazy("Amount then"),
    "difference": gettext_lazy("Difference"),
}


def register_kind() -> None:
    """What an order that holds is to become."""
    facts = {"why": "text", "before": "number", "after": "number", "difference": "number"}
    kind = ApprovalKind(
        kind=KIND, label=gettext_lazy("Amendment of an order"), facts=facts, labels=_LABELS, required=frozenset({"why"}),
        ended=amendment_decided, locks=True,
    )  # fmt: skip
    approval_kinds.register(KIND, kind)
