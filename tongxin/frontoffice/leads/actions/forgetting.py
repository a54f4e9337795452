"""Letting go of leads whose customer goes for ever."""

from collections.abc import Collection

from django.db.models import Q

from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.leads.models import Lead


def forget_leads(parties: Collection[int]) -> None:
    """Delete the leads that became these customers or people. Their going is told by its own event. Needs a transaction."""
    rows = Lead.objects.filter(Q(party__in=list(parties)) | Q(contact__in=list(parties)))
    numbers = list(rows.values_list("pk", flat=True))
    remove_documents("lead", numbers)
    Lead.objects.filter(pk__in=numbers).delete()
