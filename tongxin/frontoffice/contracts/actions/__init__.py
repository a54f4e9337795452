"""The verbs about contracts."""

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
from tongxin.frontoffice.contracts.actions.writing import (
    change_contract,
    remove_line,
    start_contract,
    write_lines,
)

__all__ = [
    "ChangedMeanwhile", "ContractedAlready", "FieldLocked", "MayNotContract", "NoDraft", "NotYours", "change_contract",
    "contract_opportunity", "contract_order", "contract_quote", "remove_line", "start_contract", "write_lines",
]  # fmt: skip
