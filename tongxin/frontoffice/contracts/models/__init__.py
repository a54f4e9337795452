"""The nouns of the room."""

from tongxin.frontoffice.contracts.models.amendment import ContractAmendment
from tongxin.frontoffice.contracts.models.contract import Contract, ContractLine
from tongxin.frontoffice.contracts.models.milestone import EndReminder, Milestone
from tongxin.frontoffice.contracts.models.wording import Clause, ContractTemplate

__all__ = ["Clause", "Contract", "ContractAmendment", "ContractLine", "ContractTemplate", "EndReminder", "Milestone"]
