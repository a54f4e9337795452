"""Opportunities go into the recycle bin with their customer, and come back with it."""

from collections.abc import Collection
from datetime import datetime

from tongxin.base.clock import now
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.models import Opportunity


def go_with_customers(parties: Collection[int]) -> None:
    """What is open at these customers, who are in the bin now, goes along; what was won or lost stays counted. The customers' own
    events tell of it. Needs a transaction."""
    rows = list(Opportunity.objects.open().filter(party__in=list(parties)).order_by("pk").select_for_update())
    tally(-share_of(one) for one in rows)
    _keep(rows, now())
    remove_documents("opportunity", [one.pk for one in rows])


def come_back_with_customers(parties: Collection[int]) -> None:
    """What went into the bin with these customers comes back with them; what was deleted by itself stays there. Needs a transaction."""
    gone = Opportunity.objects.filter(party__in=list(parties), gone_with_customer=True)
    rows = list(gone.order_by("pk").select_for_update())
    _keep(rows, None)
    tally(share_of(one) for one in rows)
    index_documents("opportunity", [one.pk for one in rows])


def _keep(rows: list[Opportunity], at: datetime | None) -> None:
    for one in rows:
        one.deleted_at, one.gone_with_customer = at, at is not None
        one.version += 1
    Opportunity.objects.bulk_update(rows, ["deleted_at", "gone_with_customer", "version"], batch_size=500)
