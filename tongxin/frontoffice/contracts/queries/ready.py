"""What keeps a contract from being decided on."""

from typing import Any

from django.utils.translation import gettext as _

from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import sees_amounts
from tongxin.frontoffice.contracts.queries.milestones import over_the_amount


def findings_of(contract: Contract, person: Any) -> list[str]:  # Any: person of the doors
    """Everything that is in the way, and how to mend it. Whoever may not see amounts hears nothing of them: who decides looks at these."""
    found = []
    sees = sees_amounts(person)
    if sees and not contract.gross and contract.kind != Contract.Kind.FRAMEWORK:
        found.append(_("Say what it comes to: an amount, or lines."))
    if contract.begins_on is None:
        found.append(_("Say from when on it is to hold."))
    if not contract.clauses.exclude(text="").exists():
        found.append(_("It says nothing yet. Take a template, or write clauses of your own."))
    if sees and over_the_amount(contract):
        found.append(_("Together the milestones are worth more than the contract."))
    return found
