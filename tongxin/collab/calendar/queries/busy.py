"""Who is free, and what."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from tongxin.collab.calendar.models import Booking, Calendar, Entry, Guest, Resource, starts_between
from tongxin.collab.people.models import Person


class Span(NamedTuple):
    """From when until when somebody has something else to do; what it is, is theirs to say."""

    person: Person
    starts_at: datetime
    ends_at: datetime


def busy_times(people: Iterable[Person], begin: datetime, end: datetime, *, but: Collection[int] = ()) -> list[Span]:
    """When colleagues are taken between two instants, by their own calendar or because they come elsewhere; without the entries `but`.
    Times only: every colleague may ask them of every other."""
    by_number = {one.pk: one for one in people}
    rows = Entry.objects.living().during(begin, end).filter(is_free=False).exclude(pk__in=but)
    own = Q(calendar__kind=Calendar.Kind.PERSONAL, calendar__owner__in=by_number)
    coming = Guest.objects.filter(person__in=by_number).exclude(answer=Guest.Answer.NO)
    answers: dict[int, set[int]] = {}
    for number, person in coming.filter(entry__in=rows.values("pk")).values_list("entry_id", "person_id"):
        if person is not None:
            answers.setdefault(number, set()).add(person)
    found = set()
    for entry in rows.filter(own | Q(pk__in=answers)).select_related("calendar"):
        whose = answers.get(entry.pk, set())
        if entry.calendar.kind == Calendar.Kind.PERSONAL:
            whose = whose | ({entry.calendar.owner_id} & by_number.keys())
        for start in starts_between(entry.repeats, begin - entry.lasts, end):
            if start + entry.lasts > begin:
                found |= {Span(by_number[one], start, start + entry.lasts) for one in whose}
    return sorted(found, key=lambda span: (span.starts_at, span.person.pk))


def free_resources(begin: datetime, end: datetime, *, but: Collection[int] = ()) -> list[Resource]:
    """What nobody has between two instants."""
    taken = Booking.objects.filter(ends_at__gt=begin, starts_at__lt=end).exclude(entry__in=but)
    return list(Resource.objects.filter(closed_at=None).exclude(pk__in=taken.values("resource")))
