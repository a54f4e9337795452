"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.parties.events import PartyPurged
from tongxin.frontoffice.contracts.actions.forgetting import forget_contracts
from tongxin.frontoffice.contracts.models import Contract


def when_merged(telling: Telling) -> None:
    """What one of the two contracted, the one that stays contracted; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Contract.objects.filter(party=told.gone), column="party", to=told.kept)


def when_purged(telling: Telling) -> None:
    """A customer goes for ever; its contracts are found no more."""
    forget_contracts([telling.on.id])


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
