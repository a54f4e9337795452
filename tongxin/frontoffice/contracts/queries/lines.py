"""The lines of a contract."""

from tongxin.frontoffice.contracts.models import Contract, ContractLine


def lines_of(contract: Contract) -> list[ContractLine]:
    """In order; they know what they belong to."""
    lines = list(contract.lines.select_related("product", "agreed"))
    for line in lines:
        line.contract = contract
    return lines
