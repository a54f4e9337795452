"""What people decide together about who keeps a customer: two kinds of approvals, and the flows a firm begins with."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.collab.fields.queries.judging import (
    hidden_facts,
    judged_facts,
    judged_keys,
    judged_labels,
    judged_values,
)
from tongxin.directory.ownership.actions import key_agreed, owner_asked_about, transfer_agreed
from tongxin.directory.parties.models.facts import customs_of

TRANSFER, KEY = "customer_transfer", "key_customer"
Graph = dict[str, Any]  # Any: JSON values


def register_kinds() -> None:
    """Another owner, and a mark that keeps the owner."""
    approval_kinds.register(
        TRANSFER,
        ApprovalKind(
            kind=TRANSFER,
            label=gettext_lazy("Customer transfer"),
            icon="swap",
            facts=judged_facts("party", {"to": "number", "why": "text"}),
            labels=judged_labels(
                "party", {"to": gettext_lazy("New owner"), "why": pgettext_lazy("approval", "Reason")}
            ),
            asked={"to": "person"},
            required=frozenset({"to", "why"}),
            version=owner_asked_about,
            ended=transfer_agreed,
            subject="party",
            locks=True,
            computed=judged_keys("party"),
            derived=_of_the_customer,
            hides=lambda person, approval: hidden_facts(person, "party"),
        ),
    )
    approval_kinds.register(
        KEY,
        ApprovalKind(
            kind=KEY,
            label=gettext_lazy("Key customer"),
            icon="lock",
            facts=judged_facts("party", {"why": "text"}),
            labels=judged_labels("party", {"why": pgettext_lazy("approval", "Reason")}),
            required=frozenset({"why"}),
            ended=key_agreed,
            subject="party",
            locks=True,
            computed=judged_keys("party"),
            derived=_of_the_customer,
            hides=lambda person, approval: hidden_facts(person, "party"),
        ),
    )


def _of_the_customer(approval: Any, facts: Mapping[str, Any]) -> Mapping[str, Any]:  # Any: an approval; JSON values
    """What the firm's fields of the customer say: flows can ask for it, and whoever decides sees it."""
    number = approval.subject_id if approval.subject_kind == "party" else None
    return judged_values("party", customs_of([number]).get(number, {})) if number else {}


def first_flows() -> dict[str, tuple[str, str, Graph]]:
    """Key, name and graph of the first flow of each kind, in the language that is in use."""
    owner = {
        **_step("owner", pgettext("flow", "Owner so far"), {"from": "owner"}), "empty": "pass", "own": "skip", "refuse": "initiator",
    }  # fmt: skip
    superior = _step("superior", _("Superior of who asks"), {"from": "superior"})
    region = _step("region", _("Head of the region"), {"from": "region_head"})
    return {
        TRANSFER: (TRANSFER, _("Customer transfer"), _flow(owner, superior)),
        KEY: (KEY, _("Key customer"), _flow(superior, region)),
    }


def _flow(*line: Graph) -> Graph:
    return {"v": 1, "repeat": "first", "line": list(line)}


def _step(key: str, name: str, who: Graph) -> Graph:
    return {"type": "step", "key": key, "name": name, "who": [who], "minutes": 240}
