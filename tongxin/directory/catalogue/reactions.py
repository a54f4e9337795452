"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged


def when_merged(telling: Telling) -> None:
    """What was agreed with one of the two is agreed with the one that stays; the merge carries it back when it is undone."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, AgreedPrice.objects.filter(party=told.gone), column="party", to=told.kept)


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_merged)
