"""Letting go of contracts with customers who go for ever."""

from collections.abc import Collection

from tongxin.collab.fields.actions import drop_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.contracts.models import Contract


def forget_contracts(parties: Collection[int]) -> None:
    """Delete all contracts with these customers. The going of the customer is told by its own event. Needs a transaction."""
    numbers = list(Contract.objects.filter(party__in=parties).values_list("pk", flat=True))
    drop_values(kind="contract", records=numbers)
    drop_attachments("contract", numbers)
    remove_documents("contract", numbers)
    Contract.objects.filter(pk__in=numbers).delete()
