"""What others ask of contracts."""

from tongxin.frontoffice.contracts.queries.lines import lines_of
from tongxin.frontoffice.contracts.queries.sources import contract_of

__all__ = ["contract_of", "lines_of"]
