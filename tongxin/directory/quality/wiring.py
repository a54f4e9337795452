"""Tells lower floors that the room exists."""

from django.utils.translation import gettext_lazy as _

from tongxin.base.events import react_to_many
from tongxin.base.registries import Panel, Place, criteria, panels, places
from tongxin.collab.access.policies import can_administer
from tongxin.directory.activities.events import ActivityChanged, ActivityDeleted, ActivityNoted, ActivityRestored
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged
from tongxin.directory.parties.events import (
    ContactAdded,
    ContactChanged,
    ContactRemoved,
    PartiesTakenBack,
    PartyAssigned,
    PartyChanged,
    PartyCreated,
    PartyDeleted,
    PartyRestored,
    PartyRolesChanged,
)
from tongxin.directory.quality.panels import record_context, today_context
from tongxin.directory.quality.queries.criteria import CRITERIA
from tongxin.directory.quality.reactions import when_facts_changed, when_merged_or_taken_back, when_spoken_with
from tongxin.directory.quality.sentences import register_sentences

_ABOUT_FACTS = (
    PartyCreated,
    PartyChanged,
    PartyAssigned,
    PartyDeleted,
    PartyRestored,
    PartyRolesChanged,
    ContactAdded,
    ContactChanged,
    ContactRemoved,
)


def join() -> None:
    """What it hears, its pieces of other pages, its sentences."""
    react_to_many(_ABOUT_FACTS, when_facts_changed)
    react_to_many((PartiesMerged, MergeUndone, PartiesTakenBack), when_merged_or_taken_back)
    react_to_many((ActivityNoted, ActivityChanged, ActivityDeleted, ActivityRestored), when_spoken_with)
    _register_panels()
    criteria.register("party.quality", CRITERIA)
    _register_places()
    register_sentences()


def _register_places() -> None:
    places.register(
        "information_progress",
        Place(
            title=_("Data progress"),
            icon="rings",
            url_name="information_progress",
            ring="know",
            order=50,
            words="资料进展 成效 完整 progress results",
        ),
    )
    places.register(
        "quality_rules",
        Place(
            title=_("Data quality"),
            icon="idea",
            url_name="quality_rules",
            ring="settings",
            order=60,
            in_menu=False,
            allowed=can_administer,
            words="完整 资料 规则 quality",
        ),
    )


def _register_panels() -> None:
    panels.register(
        "party.quality",
        Panel(
            subject="party",
            column="side",
            order=12,
            template="quality/_standing.html",
            context=record_context,
            beside=("quality",),
        ),
    )
    panels.register(
        "today.quality",
        Panel(subject="today", column="side", order=40, template="quality/_to_mend.html", context=today_context),
    )
