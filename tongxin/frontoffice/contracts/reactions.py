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
from tongxin.frontoffice.contracts.actions.flow import AMENDING, KIND, first_amending_flow, first_flow
from tongxin.frontoffice.contracts.actions.forgetting import forget_contracts
from tongxin.frontoffice.contracts.actions.sample import make_first_template
from tongxin.frontoffice.contracts.models import Contract


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a way to decide on contracts and with words for a sale, in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        make_first_flows(flows=[first_flow()], kind=KIND)
        make_first_flows(flows=[first_amending_flow()], kind=AMENDING)
        make_first_template()


def when_merged(telling: Telling) -> None:
    """What one of the two contracted, the one that stays contracted; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Contract.objects.filter(party=told.gone), column="party", to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever; its contracts are found no more."""
    forget_contracts([telling.on.id])


def react() -> None:
    """Listen."""
    react_to(CompanySetUp, when_company_set_up)
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
