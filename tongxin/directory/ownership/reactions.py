"""What this room hears."""

from typing import cast

from django.utils import translation

from tongxin.base.events import Telling
from tongxin.collab.approvals.actions import make_first_flows
from tongxin.collab.org.queries import the_company
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.ownership.actions import follow_merge, keep_mark, tell_who_waits
from tongxin.directory.ownership.approving import first_flows


def when_somebody_left(telling: Telling) -> None:
    """What they held waits for somebody."""
    tell_who_waits(person=telling.on.id, by=telling.by_id)


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a flow for each, in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        for kind, flow in first_flows().items():
            make_first_flows(flows=[flow], kind=kind)


def when_parties_merged(telling: Telling) -> None:
    """A key customer stays one under the record into which it went, and what was handed over stays so."""
    told = cast(PartiesMerged, telling.event)
    follow_merge(merge=told.merge, kept=told.kept, gone=told.gone)
    keep_mark(merge=told.merge, gone=told.gone, kept=told.kept)
