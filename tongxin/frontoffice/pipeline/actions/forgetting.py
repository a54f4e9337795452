"""Letting go of what customers might have bought who go for ever."""

from collections.abc import Collection

from tongxin.collab.fields.actions import drop_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.models import Opportunity


def forget_opportunities(parties: Collection[int]) -> None:
    """Delete all opportunities at these customers and what they added to the sums. The going of the customer is told by its own
    event. Needs a transaction."""
    rows = list(Opportunity.objects.filter(party__in=parties))
    numbers = [one.pk for one in rows]
    tally(-share_of(one) for one in rows)
    drop_values(kind="opportunity", records=numbers)
    drop_attachments("opportunity", numbers)
    remove_documents("opportunity", numbers)
    Opportunity.objects.filter(pk__in=numbers).delete()
