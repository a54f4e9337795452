"""The verbs about contracts."""

from tongxin.frontoffice.contracts.actions.amending import amend_contract
from tongxin.frontoffice.contracts.actions.checks import (
    ChangedMeanwhile,
    FieldLocked,
    MayNotContract,
    NoDraft,
    NotYours,
)
from tongxin.frontoffice.contracts.actions.making import (
    ContractedAlready,
    contract_opportunity,
    contract_order,
    contract_quote,
)
from tongxin.frontoffice.contracts.actions.milestones import drop_milestone, plan_milestone, reach_milestone
from tongxin.frontoffice.contracts.actions.passing import pass_contract
from tongxin.frontoffice.contracts.actions.renewing import (
    RenewedAlready,
    remind_of_ends,
    remind_of_milestones,
    renew_as_deal,
    renew_contract,
    settle_all,
)
from tongxin.frontoffice.contracts.actions.sealing import (
    MayNotSeal,
    NotApproved,
    ask_for_seal,
    note_signed,
    seal_contract,
    terminate_contract,
)
from tongxin.frontoffice.contracts.actions.wording import save_template, use_template, write_clauses
from tongxin.frontoffice.contracts.actions.writing import (
    change_contract,
    remove_line,
    start_contract,
    write_lines,
)

__all__ = [
    "ChangedMeanwhile", "ContractedAlready", "FieldLocked", "MayNotContract", "MayNotSeal", "NoDraft", "NotApproved", "NotYours",
    "RenewedAlready", "amend_contract", "ask_for_seal", "change_contract", "contract_opportunity", "contract_order", "contract_quote", "drop_milestone",
    "note_signed", "pass_contract", "plan_milestone", "reach_milestone", "remind_of_ends", "remind_of_milestones", "remove_line", "renew_as_deal",
    "renew_contract", "save_template", "seal_contract", "settle_all", "start_contract", "terminate_contract", "use_template",
    "write_clauses", "write_lines",
]  # fmt: skip
