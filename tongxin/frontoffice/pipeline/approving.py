"""Entering a gated stage as a kind of approval."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.pipeline.actions.gating import KIND, gate_decided, version_asked
from tongxin.frontoffice.pipeline.models import GatePass


def _hides(person: Any, approval: Any) -> Collection[str]:  # Any: person and approval types of the rooms
    return {"amount"} & hidden_fields(person, "opportunity")


def _derived(approval: Any, facts: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: as above; JSON values
    rows = GatePass.objects.filter(opportunity=approval.subject_id or 0).select_related("stage", "opportunity")
    passing = rows.order_by("-pk").first()
    if passing is None:
        return {}
    worth = passing.opportunity.worth
    return {"stage": passing.stage.called, **({"amount": str(worth.amount)} if worth else {})}


def register_kind() -> None:
    """Whether a deal may go on, decided before it does."""
    labels = {"why": _("In one sentence"), "stage": _("Stage"), "amount": _("Amount")}
    facts = {"why": "text", "stage": "text", "amount": "number"}
    kind = ApprovalKind(
        kind=KIND, label=_("Entering a stage"), facts=facts, labels=labels, required=frozenset({"why"}), ended=gate_decided,
        hides=_hides, computed=frozenset({"stage", "amount"}), derived=_derived, version=version_asked, locks=True,
    )  # fmt: skip
    approval_kinds.register(KIND, kind)
