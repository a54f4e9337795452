"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.collab.org.events import CompanySetUp
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.parties.events import PartyPurged
from tongxin.frontoffice.leads.actions import forget_leads, make_first_sources
from tongxin.frontoffice.leads.models import Lead


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with six sources."""
    make_first_sources()


def when_merged(telling: Telling) -> None:
    """A lead that became one of the two, became the one that stays."""
    told = cast(PartiesMerged, telling.event)
    for column in ("party", "contact"):
        carry(told.merge, Lead.objects.filter(**{column: told.gone}), column=column, to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever, with the leads that became it."""
    forget_leads([telling.on.id])


def react() -> None:
    """Listen."""
    react_to(CompanySetUp, when_company_set_up)
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
