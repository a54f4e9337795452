"""Where this room keeps something about people."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.database.tracing import of_record, table_corner
from tongxin.base.registries import personal_data
from tongxin.frontoffice.contracts.models import Clause, Contract, ContractAmendment, ContractLine, Milestone


def register_traces() -> None:
    """Titles, notes and reasons. They go with the customer."""
    said = ("title", "their_number", "project", "note", "why_ended")
    of = of_record("party_id")
    personal_data.register("contract", table_corner(Contract, *said, label=_("contracts"), of=of, document="contract"))
    lines = of_record("contract__party_id")
    personal_data.register("contract_line", table_corner(ContractLine, "text", label=_("lines of contracts"), of=lines))
    words = table_corner(Clause, "text", "standard", label=_("clauses of contracts"), of=lines)
    personal_data.register("clause", words)
    personal_data.register("milestone", table_corner(Milestone, "name", label=_("milestones of contracts"), of=lines))
    asked = table_corner(ContractAmendment, "why", "words", "before", label=_("amendments of contracts"), of=lines)
    personal_data.register("contract_amendment", asked)
