"""How contracts carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.contracts.models import Contract

FACTS = ("number", "title", "kind", "state", "begins_on", "ends_on", "signed_on", "their_number", "project")


def changeable_contracts(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these whose fields the person may fill, drafts and those that are sealed: where a signed one lies is known only afterwards."""
    return set(Contract.objects.changeable_by(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def held(one: Contract) -> str:
    """Why nothing of it is changed at this moment: between the asking and the seal it stays as somebody decides on it."""
    if one.state not in (Contract.State.ASKED, Contract.State.APPROVED):
        return ""
    return _("This contract is a draft no more; what somebody decides on, or decided, stays as it is.")


def contract_facts(one: Contract) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(one, name) for name in FACTS}


def touch_contract(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Contract.objects.filter(pk=number).update(version=F("version") + 1)
    index_documents("contract", [number])
