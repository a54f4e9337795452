"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.memory.actions.moving import move_to_kept


def when_parties_merged(telling: Telling) -> None:
    """What is known of one is known of both."""
    told = cast(PartiesMerged, telling.event)
    move_to_kept(merge=told.merge, kept=told.kept, gone=told.gone)


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_parties_merged)
