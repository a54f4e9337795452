"""Writing down what happened."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_values
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.activities.actions.bearing import activity_facts
from tongxin.directory.activities.actions.checks import (
    check_about,
    check_happened,
    check_kind,
    check_party,
    check_people,
    check_text,
)
from tongxin.directory.activities.actions.plan import plan_step
from tongxin.directory.activities.actions.traces import on, trace_contacts
from tongxin.directory.activities.events import ActivityNoted, ActivityPlaced
from tongxin.directory.activities.models import Activity, ActivityPerson
from tongxin.directory.activities.models.kinds import HAPPENED
from tongxin.directory.parties.models import Party

NextStep = tuple[str, date | datetime | None]


@transaction.atomic
def note_activity(
    *,
    by: Person,
    party: Party | None,
    kind: str,
    text: str = "",
    at: datetime | None = None,
    people: Collection[int] = (),
    minutes: int | None = None,
    direction: str = "",
    about: Subject | None = None,
    amount: Money | None = None,
    next_step: NextStep | None = None,
    custom: Mapping[str, Any] | None = None,  # Any: values of the firm's fields as typed
) -> Activity:
    """Write down a call, a visit, a message … with a customer, and what comes next.

    `people` are numbers of people on the customer's side; `next_step` is the words and a day, an instant, or None for some day.
    `custom` is None where nobody was asked for the firm's fields: what is needed then shows as a gap.
    Whoever sees the customer may; raises MayNotNote otherwise. Without a party it is the author's own, to be filed later.
    """
    check_party(by, party)
    happened = check_happened(at or now(), now())
    activity = Activity(
        kind=check_kind(kind, HAPPENED),
        party=party,
        at=happened,
        minutes=minutes,
        text=check_text(text),
        direction=check_kind(direction, ["", *Activity.Direction.values], field="direction"),
        amount=amount.minor if amount else None,
        currency=amount.currency if amount else "",
        made_by=by,
        created_at=now(),
        **check_about(by, about),
    )
    known = check_people(by, people)
    if not activity.text and not known:
        raise ValidationError({"text": _("Say in a word what happened.")})
    activity.save(force_insert=True)
    write_people(activity, known)
    begin_values(by=by, kind="activity", number=activity.pk, facts=activity_facts(activity), given=custom)
    tell(as_told(activity), by=by, on=on(activity), customer=activity.party_id, happened_at=happened)
    index_documents("activity", [activity.pk])
    trace_contacts(activity.party_id)
    if next_step is not None:
        words, due = next_step
        plan_step(by=by, text=words, due=due, party=party, people=known, from_activity=activity)
    return activity


def write_people(activity: Activity, people: Collection[int]) -> None:
    """Set who took part, in order."""
    ActivityPerson.objects.filter(activity=activity).delete()
    ActivityPerson.objects.bulk_create([ActivityPerson(activity=activity, person_id=person) for person in people])


def as_told(activity: Activity, event: type[ActivityNoted] = ActivityNoted) -> ActivityNoted | ActivityPlaced:
    """The event with which an activity takes its place on the timeline."""
    names = list(activity.people_in.order_by("id").values_list("person__name", flat=True))
    return event(kind=activity.kind, people=names, direction=activity.direction, minutes=activity.minutes)
