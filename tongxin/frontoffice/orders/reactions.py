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
from tongxin.frontoffice.orders.actions.amending import KIND, first_flow
from tongxin.frontoffice.orders.actions.forgetting import forget_orders
from tongxin.frontoffice.orders.models import CreditLimit, Order


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a way for amendments, in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        make_first_flows(flows=[first_flow()], kind=KIND)


def when_merged(telling: Telling) -> None:
    """What one of the two ordered, the one that stays ordered; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Order.objects.filter(party=told.gone), column="party", to=told.kept)
    if not CreditLimit.objects.filter(party=told.kept).exists():
        carry(told.merge, CreditLimit.objects.filter(party=told.gone), column="party", to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever; what it ordered is found no more."""
    forget_orders([telling.on.id])


def react() -> None:
    """Listen."""
    react_to(CompanySetUp, when_company_set_up)
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
