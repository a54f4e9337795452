"""When that happened there, we do this here."""

from collections.abc import Sequence
from typing import cast

from tongxin.base.events import Telling, react_to, react_to_many
from tongxin.collab.org.events import CompanySetUp
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.parties.events import PartyDeleted, PartyPurged, PartyRestored
from tongxin.frontoffice.pipeline.actions.beginning import make_first_pipelines
from tongxin.frontoffice.pipeline.actions.following import come_back_with_customers, go_with_customers
from tongxin.frontoffice.pipeline.actions.forgetting import forget_opportunities
from tongxin.frontoffice.pipeline.models import Opportunity


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with two pipelines."""
    make_first_pipelines()


def when_merged(telling: Telling) -> None:
    """What one of the two may buy, the one that stays may buy; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Opportunity.objects.filter(party=told.gone), column="party", to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever, with everything that hangs on it."""
    forget_opportunities([telling.on.id])


def when_deleted(tellings: Sequence[Telling]) -> None:
    """What customers in the bin may buy stands on no board."""
    go_with_customers([telling.on.id for telling in tellings])


def when_restored(tellings: Sequence[Telling]) -> None:
    """With the customer comes back what it may buy."""
    come_back_with_customers([telling.on.id for telling in tellings])


def react() -> None:
    """Listen."""
    react_to_many((PartyDeleted,), when_deleted)
    react_to_many((PartyRestored,), when_restored)
    react_to(CompanySetUp, when_company_set_up)
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
