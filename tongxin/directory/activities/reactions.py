"""When that happened there, we do this here."""

from collections.abc import Sequence
from typing import cast

from tongxin.base.events import Telling, react_to, react_to_many
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions.foreseen import plan_foreseen, take_foreseen_back
from tongxin.directory.activities.actions.forgetting import forget_activities
from tongxin.directory.activities.actions.moving import move_to_kept, settle_parted
from tongxin.directory.activities.events import (
    ActivityChanged,
    ActivityDeleted,
    ActivityNoted,
    ActivityPlaced,
    ActivityRestored,
)
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged
from tongxin.directory.parties.actions.recounting import roll_up_again
from tongxin.directory.parties.events import PartiesTakenBack, PartyPurged, StepsForeseen


def when_parties_merged(telling: Telling) -> None:
    """What passed with the one that goes, passed with the one that stays."""
    told = cast(PartiesMerged, telling.event)
    move_to_kept(merge=told.merge, kept=told.kept, gone=told.gone)


def when_merge_undone(telling: Telling) -> None:
    """Activities and steps are back by now; what follows from them is not."""
    told = cast(MergeUndone, telling.event)
    settle_parted(merge=told.merge, kept=told.kept, gone=told.gone)


def when_purged(telling: Telling) -> None:
    """A party goes for ever, with everything that hangs on it."""
    forget_activities([telling.on.id])


def when_activities_changed(tellings: Sequence[Telling]) -> None:
    """What is rolled up of visits follows."""
    here = {telling.customer_id for telling in tellings}
    before = {(telling.before or {}).get("party") for telling in tellings}
    roll_up_again({number for number in here | before if isinstance(number, int)})


def when_steps_foreseen(telling: Telling) -> None:
    """Plan them."""
    told = cast(StepsForeseen, telling.event)
    by = Person.objects.get(pk=cast(int, telling.by_id))  # an import is always somebody's
    plan_foreseen(by=by, steps=told.steps, batch=telling.batch)


def when_taken_back(telling: Telling) -> None:
    """What the import had us plan goes with it."""
    take_foreseen_back(parties=cast(PartiesTakenBack, telling.event).parties, batch=str(telling.on))


def react() -> None:
    """Listen."""
    react_to(StepsForeseen, when_steps_foreseen)
    react_to(PartiesTakenBack, when_taken_back)
    react_to(PartiesMerged, when_parties_merged)
    react_to(MergeUndone, when_merge_undone)
    react_to(PartyPurged, when_purged)
    react_to_many(
        [ActivityNoted, ActivityPlaced, ActivityChanged, ActivityDeleted, ActivityRestored], when_activities_changed
    )
