"""Which notices leave the house, by which channel, and when: written down in the transaction of their cause."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.notices.models import Channel, Delivery, Habits, Notice
from tongxin.collab.notices.queries.timing import leaves_at
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.people.models import Person


def zone_of(person: Person) -> ZoneInfo:
    """The zone by whose clock this person's day goes."""
    name = person.time_zone or firm_time_zone() or timezone.get_default_timezone_name()
    return ZoneInfo(name)


def plan_deliveries(notices: Sequence[Notice]) -> None:
    """Write down what leaves, and ask for the work. Costs one question where no channel is in use. Needs a transaction."""
    if not notices or not Channel.objects.in_use().exists():
        return
    people = Person.objects.in_bulk([notice.person_id for notice in notices])
    habits = {one.person_id: one for one in Habits.objects.filter(person__in=people)}
    planned = [
        delivery
        for notice in notices
        for delivery in _planned(notice, people[notice.person_id], habits.get(notice.person_id))
    ]
    Delivery.objects.bulk_create(planned, ignore_conflicts=True)
    for channel, person, due in sorted({(one.channel_id, one.person_id, one.due_at) for one in planned}):
        ask_to_deliver(channel=channel, person=person, due=due)


def _planned(notice: Notice, person: Person, habits: Habits | None) -> Iterator[Delivery]:
    habits = habits or Habits(person=person)
    here = notice.created_at.astimezone(zone_of(person))
    for channel in Channel.objects.open_to(person):
        due = leaves_at(habits, channel, habits.pace(channel, notice.matter), here)
        if due is not None:
            yield Delivery(notice=notice, channel=channel, person=person, created_at=notice.created_at, due_at=due)


def ask_to_deliver(*, channel: int, person: int, due: datetime) -> None:
    """One job for what leaves together at that instant."""
    enqueue(name="notices.deliver", arguments={"channel": channel, "person": person}, run_after=due)
