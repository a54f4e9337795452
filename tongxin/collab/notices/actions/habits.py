"""Choosing what one wants to hear, by which way and when."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction

from tongxin.collab.notices.models import Habits, Matter, Pace
from tongxin.collab.people.models import Person


@transaction.atomic
def choose_habits(
    *,
    by: Person,
    paces: Mapping[int, Mapping[str, str]],
    quiet_from: time,
    quiet_until: time,
    digest_at: time,
    quiet: Mapping[int, tuple[time, time] | None] | None = None,
) -> Habits:
    """Say for each channel (by number) and matter how often, and whether it has quiet hours of its own; what is not named stays as it was.
    It holds for notices to come."""
    habits = Habits.objects.select_for_update().filter(person=by).first() or Habits(person=by)
    kept = dict(habits.paces)
    for channel, chosen in paces.items():
        known = {matter: pace for matter, pace in chosen.items() if matter in Matter.values and pace in Pace.values}
        kept[str(channel)] = {**kept.get(str(channel), {}), **known}
    habits.paces = kept
    for number, hours in (quiet or {}).items():
        habits.quiet.pop(str(number), None)
        if hours is not None:
            habits.quiet[str(number)] = [f"{clock:%H:%M}" for clock in hours]
    habits.quiet_from, habits.quiet_until, habits.digest_at = quiet_from, quiet_until, digest_at
    habits.save()
    return habits
