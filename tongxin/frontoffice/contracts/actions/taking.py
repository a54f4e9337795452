"""A contract takes the words of a template."""

from tongxin.frontoffice.contracts.models import Clause, Contract, ContractTemplate
from tongxin.frontoffice.contracts.queries.wording import clauses_in


def take_clauses(contract: Contract, template: ContractTemplate | None) -> None:
    """The contract says what the template says. Inside a transaction."""
    contract.clauses.all().delete()
    texts = clauses_in(template.text) if template else []
    rows = [
        Clause(contract=contract, place=place, standard=text, text=text) for place, text in enumerate(texts, start=1)
    ]
    Clause.objects.bulk_create(rows)


def usual_template(kind: str) -> ContractTemplate | None:
    """The one with which a contract of this kind begins."""
    return ContractTemplate.objects.filter(is_in_use=True, kind=kind).first()
