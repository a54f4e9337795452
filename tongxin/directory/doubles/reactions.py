"""When that happened there, we do this here."""

from collections.abc import Sequence

from tongxin.base.events import Telling, react_to_many
from tongxin.directory.doubles.actions.looking import note_changed
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged, PartyCameBack, PartyWentInto
from tongxin.directory.parties.events import (
    ContactAdded,
    ContactChanged,
    ContactRemoved,
    PartyChanged,
    PartyCreated,
    PartyDeleted,
    PartyRestored,
)
from tongxin.directory.parties.models import Contact

CHANGES = (
    PartyCreated, PartyChanged, PartyDeleted, PartyRestored, ContactAdded, ContactChanged, ContactRemoved,
    PartiesMerged, MergeUndone, PartyWentInto, PartyCameBack,
)  # fmt: skip


def when_parties_change(tellings: Sequence[Telling]) -> None:
    """Firms, and the people at them, are looked at again."""
    parties = {telling.on.id for telling in tellings if telling.on.kind == "party"}
    parties |= {telling.customer_id for telling in tellings if telling.customer_id is not None}
    contacts = [telling.on.id for telling in tellings if telling.on.kind == "contact"]
    if contacts:
        parties |= set(Contact.objects.filter(pk__in=contacts).values_list("person_id", flat=True))
    note_changed(parties)


def react() -> None:
    """Listen."""
    react_to_many(CHANGES, when_parties_change)
