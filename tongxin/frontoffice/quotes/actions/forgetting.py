"""Letting go of what customers were offered who go for ever."""

from collections.abc import Collection

from tongxin.collab.fields.actions import drop_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice


def forget_quotes(parties: Collection[int]) -> None:
    """Let go of what is kept beside the quotes and special prices of these customers; the rows themselves go with the customer. Needs a
    transaction."""
    numbers = list(Quote.objects.filter(party__in=parties).values_list("pk", flat=True))
    drop_values(kind="quote", records=numbers)
    drop_attachments("quote", numbers)
    drop_attachments("special_price", list(SpecialPrice.objects.filter(party__in=parties).values_list("pk", flat=True)))
    remove_documents("quote", numbers)
