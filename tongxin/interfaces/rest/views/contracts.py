"""`/contracts`: what customers and we hold each other to."""

from ninja import Query, Router

from tongxin.interfaces.rest.actions.contracts import add_contract, change_whole_contract, do_with_contract
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.contracts import (
    ChangedContract,
    ContractDeed,
    ContractsAsked,
    ContractShown,
    NewContract,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.contracts import list_contracts, one_contract, seen_contract
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import current, known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads, reads_one

router = Router(tags=["contracts"])


@router.get("", response=reads(answers.Page[ContractShown]), url_name="contracts")
@reading
def all_contracts(request: ApiRequest, asked: Query[ContractsAsked]) -> Json:
    """Contracts that the token's person may see."""
    return list_contracts(request.auth.person, asked.question())


@router.post("", response=makes(ContractShown))
@writing(201, is_new=True)
def new_contract(request: ApiRequest, data: NewContract) -> Json:
    """Begin a contract; a customer is enough."""
    person = request.auth.person
    made = add_contract(by=person, values={**data.given(), "lines": data.lines, "amount": data.amount})
    return one_contract(person, made.pk)


@router.get("/{int:contract_id}", response=reads_one(ContractShown), url_name="contract")
@reading
def contract(request: ApiRequest, contract_id: int) -> Json:
    """One contract with its lines and milestones."""
    return one_contract(request.auth.person, contract_id)


@router.patch("/{int:contract_id}", response=changes(ContractShown))
@writing()
def changed_contract(request: ApiRequest, contract_id: int, data: ChangedContract) -> Json:
    """Change a draft; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_contract(person, contract_id)
    with current(lambda: one_contract(person, contract_id)):
        values = {**data.given(), "amount": data.amount}
        change_whole_contract(by=person, contract=found, version=known_version(request), values=values)
    return one_contract(person, contract_id)


@router.post("/{int:contract_id}/deeds", response=makes(ContractShown))
@writing(201)
def contract_deeds(request: ApiRequest, contract_id: int, data: ContractDeed) -> Json:
    """Do something with it. `If-Match` says which version was looked at."""
    person = request.auth.person
    found = seen_contract(person, contract_id)
    with current(lambda: one_contract(person, contract_id)):
        do_with_contract(by=person, contract=found, version=stated_version(request), asked=data)
    return one_contract(person, contract_id)
