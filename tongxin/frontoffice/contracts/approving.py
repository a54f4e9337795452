"""Contracts as a kind of approval: what is to be sealed, and where it deviates from the template."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind, Piece, approval_kinds
from tongxin.collab.approvals.models import Approval
from tongxin.collab.fields.queries import own_values_of
from tongxin.collab.fields.queries.judging import hidden_facts, judged_facts, judged_keys, judged_labels, judged_values
from tongxin.frontoffice.contracts.actions.amending import amendment_asked_of, amendment_decided
from tongxin.frontoffice.contracts.actions.flow import AMENDING, KIND
from tongxin.frontoffice.contracts.actions.sealing import seal_decided, version_asked
from tongxin.frontoffice.contracts.models import Contract, ContractAmendment
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.amending import changes_of
from tongxin.frontoffice.contracts.queries.wording import deviations_of

_LABELS = {
    "amount": gettext_lazy("Amount"),
    "begins": gettext_lazy("Begins on"),
    "ends": gettext_lazy("Ends on"),
    "deviations": gettext_lazy("Clauses that differ from the template"),
    "why": gettext_lazy("In one sentence"),
}

_TYPES = {"amount": "number", "begins": "date", "ends": "date", "deviations": "number", "why": "text"}


def _piece(person: Any, approval: Approval) -> dict[str, Any]:  # Any: person of the doors; context
    one = Contract.objects.select_related("party").filter(pk=approval.subject_id or 0).first()
    return {"contract": one, "deviations": deviations_of(one.clauses.all()) if one else []}


_AMENDED = {
    "why": gettext_lazy("In one sentence"),
    "before": gettext_lazy("Amount so far"),
    "after": gettext_lazy("Amount then"),
    "difference": gettext_lazy("Difference"),
    "ends": gettext_lazy("Ends on"),
}
_FIGURES = ("before", "after", "difference")


def _amended(person: Any, approval: Approval) -> dict[str, Any]:  # Any: person of the doors; context
    rows = ContractAmendment.objects.filter(contract=approval.subject_id or 0).select_related("contract")
    asked = rows.filter(asked_at__lte=approval.created_at).order_by("-pk").first()
    return {"amendment": asked, "changes": changes_of(asked, sees=sees_amounts(person)) if asked else []}


def _hides_figures(person: Any, approval: Approval) -> Collection[str]:  # Any: as above
    return () if sees_amounts(person) else _FIGURES


def _hides(person: Any, approval: Approval) -> Collection[str]:  # Any: as above
    return hidden_facts(person, "contract") | (set() if sees_amounts(person) else {"amount"})


def _of_the_contract(approval: Approval, facts: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: JSON values
    """What the firm's fields say: flows can ask for it, and whoever decides sees it."""
    number = approval.subject_id or 0
    return judged_values("contract", own_values_of("contract", [number])[number])


def register_kind() -> None:
    """What is decided before the seal, and before a contract that holds becomes another."""
    approval_kinds.register(
        KIND,
        ApprovalKind(
            kind=KIND, label=pgettext_lazy("approval", "Contract"), version=version_asked, ended=seal_decided,
            labels=judged_labels("contract", _LABELS), facts=judged_facts("contract", _TYPES), computed=judged_keys("contract"),
            derived=_of_the_contract,
            hides=_hides, piece=Piece(template="contracts/_approval.html", context=_piece), locks=True,
        ),
    )  # fmt: skip
    approval_kinds.register(
        AMENDING,
        ApprovalKind(
            kind=AMENDING, label=gettext_lazy("Amendment of a contract"), labels=_AMENDED, version=amendment_asked_of,
            ended=amendment_decided, facts={"why": "text", **dict.fromkeys(_FIGURES, "number"), "ends": "date"},
            required=frozenset({"why"}), hides=_hides_figures, piece=Piece(template="contracts/_amended.html", context=_amended), locks=True,
        ),
    )  # fmt: skip
