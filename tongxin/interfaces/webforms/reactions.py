"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.interfaces.webforms.models import Entry


def when_merged(telling: Telling) -> None:
    """What somebody wrote leads to the record that stays."""
    told = cast(PartiesMerged, telling.event)
    carry(told.merge, Entry.objects.filter(party=told.gone), column="party", to=told.kept)


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_merged)
