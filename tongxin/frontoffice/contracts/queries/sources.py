"""The contract that was made of another record."""

from typing import Any

from tongxin.frontoffice.contracts.models import Contract


def contract_of(person: Any, kind: str, number: int) -> Contract | None:  # Any: also takes Django's anonymous user
    """The one that stands, as far as the person may see it."""
    return Contract.objects.visible_to(person).standing().filter(source=kind, record=number).first()
