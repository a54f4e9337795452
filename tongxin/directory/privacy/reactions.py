"""When that happened there, we do this here."""

from tongxin.base.events import Telling, react_to
from tongxin.directory.parties.events import PartyPurged
from tongxin.directory.privacy.actions import keep_what_is_held


def when_purged(telling: Telling) -> None:
    """What is held does not go."""
    keep_what_is_held(telling.on.id)


def react() -> None:
    """Listen."""
    react_to(PartyPurged, when_purged)
