"""When that happened there, we do this here."""

from typing import cast

from django.utils import translation

from tongxin.base.events import Telling, react_to
from tongxin.collab.approvals.actions import make_first_flows
from tongxin.collab.org.events import CompanySetUp
from tongxin.collab.org.queries import the_company
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.parties.events import PartyPurged
from tongxin.frontoffice.quotes.actions.forgetting import forget_quotes
from tongxin.frontoffice.quotes.approving import first_flow
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a table of routes, in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        make_first_flows(flows=[first_flow()], kind=first_flow()[0])


def when_merged(telling: Telling) -> None:
    """What one of the two was quoted, the one that stays was quoted; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    for rows in (Quote.objects.filter(party=told.gone), SpecialPrice.objects.filter(party=told.gone)):
        carry(told.merge, rows, column="party", to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever; what it was offered is found no more."""
    forget_quotes([telling.on.id])


def react() -> None:
    """Listen."""
    react_to(CompanySetUp, when_company_set_up)
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
