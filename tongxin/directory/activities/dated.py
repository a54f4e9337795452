"""Steps and visits with a day, for their owner's calendar."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxin.base.registries import CalendarSource, Dated, calendar_sources
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import change_step
from tongxin.directory.activities.models import Activity, Kind, Step
from tongxin.directory.activities.queries.agenda import day_bounds
from tongxin.directory.parties.models import sees

_MOST = 500
_TOOK_TIME = (Kind.VISIT, Kind.MEETING)


def _steps(person: Any, since: date, until: date) -> Collection[Dated]:  # Any: the person type of the registry
    """What is one's own to do next at customers in sight."""
    if not isinstance(person, Person):
        return []
    in_sight = Q(party=None) | Q(sees(person, "party_id"))
    rows = Step.objects.filter(in_sight, owner=person, due_on__gte=since, due_on__lt=until, cancelled_at=None)
    named = _names_shown(person, "step")
    return [
        Dated(
            id=one.pk,
            title=_titled(one.text, one.party, named),
            url=one.get_absolute_url(),
            on=one.due_on,
            at=one.due_at,
            is_done=one.done_at is not None,
        )
        for one in rows.select_related("party").order_by("due_on", "due_at", "id")[:_MOST]
        if one.due_on is not None
    ]


def _visits(person: Any, since: date, until: date) -> Collection[Dated]:  # Any: as above
    """Visits and meetings that took place."""
    if not isinstance(person, Person):
        return []
    begin, end = day_bounds(since)[0], day_bounds(until)[0]
    in_sight = Q(party=None) | Q(sees(person, "party_id"))
    rows = Activity.objects.filter(in_sight, kind__in=_TOOK_TIME).living().of(person).between(begin, end)
    named = _names_shown(person, "activity")
    return [
        Dated(
            id=one.pk,
            title=_titled(str(one), one.party, named),
            url=one.get_absolute_url(),
            on=one.at.date(),
            at=one.at,
            minutes=one.minutes or 0,
        )
        for one in rows.select_related("party").order_by("at", "id")[:_MOST]
    ]


def _names_shown(person: Person, kind: str) -> tuple[bool, bool]:
    """Whether words and customers' names may be shown to this person."""
    hidden = hidden_fields(person, kind)
    return "text" not in hidden, "party" not in hidden and "name" not in hidden_fields(person, "party")


def _titled(text: str, party: Any, named: tuple[bool, bool]) -> str:  # Any: a party or nothing
    """The customer first, then what."""
    shown = [party.name] if party is not None and named[1] else []
    shown += [text] if named[0] else []
    return " · ".join(shown) or "–"


def _move(by: Any, number: int, on: date, at: datetime | None) -> None:  # Any: as above
    """A step without an agreed hour gets one only when it is put at an hour."""
    change_step(by=by, step=Step(pk=number), due=at or on)


def register_sources() -> None:
    """Steps, and what took place, stand in the calendar."""
    steps = CalendarSource(label=_("next steps"), icon="flag", dated=_steps, move=_move, order=10)
    calendar_sources.register("step", steps)
    calendar_sources.register("visit", CalendarSource(label=_("activities"), icon="pin", dated=_visits, order=30))
