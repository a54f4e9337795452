"""Contracts as a kind of approval: what is to be sealed, and where it deviates from the template."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind, Piece, approval_kinds
from tongxin.collab.approvals.models import Approval
from tongxin.frontoffice.contracts.actions.flow import KIND
from tongxin.frontoffice.contracts.actions.sealing import seal_decided, version_asked
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.wording import deviations_of

_LABELS = {
    "amount": gettext_lazy("Amount"),
    "begins": gettext_lazy("Begins on"),
    "ends": gettext_lazy("Ends on"),
    "deviations": gettext_lazy("Clauses that differ from the template"),
    "why": gettext_lazy("In one sentence"),
}


def _piece(person: Any, approval: Approval) -> dict[str, Any]:  # Any: person of the doors; context
    one = Contract.objects.select_related("party").filter(pk=approval.subject_id or 0).first()
    return {"contract": one, "deviations": deviations_of(one.clauses.all()) if one else []}


def _hides(person: Any, approval: Approval) -> Collection[str]:  # Any: as above
    return () if sees_amounts(person) else ("amount",)


def register_kind() -> None:
    """What is decided before the seal."""
    approval_kinds.register(
        KIND,
        ApprovalKind(
            kind=KIND, label=pgettext_lazy("approval", "Contract"), labels=_LABELS, version=version_asked, ended=seal_decided,
            facts={"amount": "number", "begins": "date", "ends": "date", "deviations": "number", "why": "text"},
            hides=_hides, piece=Piece(template="contracts/_approval.html", context=_piece), locks=True,
        ),
    )  # fmt: skip
