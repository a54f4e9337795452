"""Tells lower floors that the room exists."""

from tongxin.base.events import react_to_many
from tongxin.base.registries import Panel, panels
from tongxin.directory.activities.events import ActivityChanged, ActivityDeleted, ActivityNoted, ActivityRestored
from tongxin.directory.parties.events import (
    ContactAdded,
    ContactChanged,
    ContactRemoved,
    PartyAssigned,
    PartyChanged,
    PartyCreated,
    PartyDeleted,
    PartyRestored,
)
from tongxin.directory.quality.panels import record_context
from tongxin.directory.quality.reactions import when_facts_changed, when_spoken_with
from tongxin.directory.quality.sentences import register_sentences

_ABOUT_FACTS = (
    PartyCreated,
    PartyChanged,
    PartyAssigned,
    PartyDeleted,
    PartyRestored,
    ContactAdded,
    ContactChanged,
    ContactRemoved,
)


def join() -> None:
    """What it hears, its pieces of other pages, its sentences."""
    react_to_many(_ABOUT_FACTS, when_facts_changed)
    react_to_many((ActivityNoted, ActivityChanged, ActivityDeleted, ActivityRestored), when_spoken_with)
    panels.register(
        "party.quality",
        Panel(subject="party", column="side", order=20, template="quality/_standing.html", context=record_context),
    )
    register_sentences()
