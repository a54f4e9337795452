"""A contract as it stands on paper, in one language, as far as its reader may see amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.collab.org.models import Letterhead
from tongxin.collab.org.queries import the_letterhead
from tongxin.frontoffice.contracts.models import Contract, ContractLine
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.lines import lines_of
from tongxin.frontoffice.contracts.queries.wording import filled, values_of

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Paper:
    """The whole paper. `values` are what the places hold; `lines` is empty where a clause says them, or the reader may not see them."""

    contract: Contract
    letterhead: Letterhead
    values: dict[str, str]
    clauses: Sequence[str]
    lines: Sequence[ContractLine]
    sees: bool


def paper_of(contract: Contract, *, person: Any, language: str) -> Paper:  # Any: person of the doors
    """The contract on paper."""
    values = values_of(person, contract, language)
    texts = [one.text for one in contract.clauses.all() if one.text]
    sees = sees_amounts(person)
    says_lines = any("{lines}" in text or "{明细}" in text for text in texts)
    return Paper(
        contract=contract, letterhead=the_letterhead(), values=values, clauses=[filled(text, values) for text in texts],
        lines=lines_of(contract) if sees and not says_lines else [], sees=sees,
    )  # fmt: skip
