"""The nouns of the room."""

from tongxin.frontoffice.contracts.models.contract import Contract, ContractLine

__all__ = ["Contract", "ContractLine"]
