"""When that happened there, we do this here."""

from typing import cast

from tongxin.base.events import Telling, react_to
from tongxin.directory.doubles.actions import carry
from tongxin.directory.doubles.events import PartiesMerged
from tongxin.directory.parties.events import PartyPurged
from tongxin.directory.privacy.actions import keep_what_is_held
from tongxin.directory.privacy.models import Consent, LegalHold, SubjectRequest


def when_purged(telling: Telling) -> None:
    """What is held does not go."""
    keep_what_is_held(telling.on.id)


def when_merged(telling: Telling) -> None:
    """Whoever objected under one number, objected; what must be kept must be kept; what is asked now is asked of both."""
    told = cast(PartiesMerged, telling.event)
    for model in (Consent, LegalHold):
        carry(told.merge, model._base_manager.filter(party=told.gone), column="party", to=told.kept)
    asked = SubjectRequest.objects.filter(party_id=told.gone, closed_at=None)
    carry(told.merge, asked, column="party_id", to=told.kept)


def react() -> None:
    """Listen."""
    react_to(PartiesMerged, when_merged)
    react_to(PartyPurged, when_purged)
