"""Days that come near: birthdays, weddings, foundings of those whom somebody looks after."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from tongxin.base.chinese.lunar import NoLunarDay, to_lunar
from tongxin.base.dates.yearly import YearlyDay
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.memory.models import Fact, Kind, Occasion
from tongxin.directory.parties.models import Contact, Party, TeamMember

AHEAD = 14
_MOST = 400


@dataclass(frozen=True)
class Coming:
    """A day that comes: whose, what, when, and (`rule`) why then. `customer` is where the person works; `age` is said when the year is known."""

    on: date
    party: Party
    customer: Party | None
    label: str
    said: str
    rule: str
    fact: Fact | None
    age: int | None


def coming_days(person: Person, now: datetime, *, days: int = AHEAD) -> list[Coming]:
    """What comes within so many days for the customers whom the person looks after, alone or in a team, soonest first."""
    today = timezone.localdate(now)
    end = today + timedelta(days=days)
    # Joined to their teams, all parties of the firm would be read.
    in_team = Q(pk__in=TeamMember.objects.filter(person=person).values("party"))
    own = Party.objects.visible_to(person).living().filter(Q(owner=person) | in_team).values("pk")
    works = Contact.objects.current().filter(party__in=own).values("person_id")
    solar, lunar = _months(today, end)
    near = Q(is_lunar=False, month__in=solar) | Q(is_lunar=True, month__in=lunar)
    rows = Fact.objects.visible_to(person).living().filter(Q(party__in=own) | Q(party__in=works), near)
    found = [one for fact in rows.select_related("party")[:_MOST] if (one := _of_fact(fact, today)) and one.on <= end]
    born = Fact.objects.living().filter(occasion=Occasion.BIRTHDAY).values("party")
    mine = (Q(pk__in=own) | Q(pk__in=works)) & ~Q(pk__in=born)
    found += _birthdays_on_file(person, mine, solar, today, end)
    return sorted(_at_customers(person, found), key=lambda one: (one.on, one.party.sort_key, one.party.pk))


def _months(today: date, end: date) -> tuple[set[int], set[int]]:
    """The months of both calendars into which the days fall; a leap month by its number."""
    solar: set[int] = set()
    lunar: set[int] = set()
    day = today
    while day <= end:
        solar.add(day.month)
        with suppress(NoLunarDay):
            lunar.add(to_lunar(day).month)
        day += timedelta(days=1)
    return solar, lunar


def _of_fact(fact: Fact, today: date) -> Coming | None:
    on, day = fact.next_on(today), fact.yearly
    if on is None or day is None:
        return None
    label = str(Occasion(fact.occasion).label) if fact.occasion else str(Kind(fact.kind).label)
    is_day = fact.kind == Kind.DATE
    age = on.year - day.year if is_day and day.year and on.year > day.year else None
    said = fact.text if fact.text and fact.text != label else str(day)
    return Coming(on, fact.party, None, label, said, day.rule(on) if is_day else "", fact, age)


def _birthdays_on_file(person: Person, mine: Q, months: set[int], today: date, end: date) -> Iterator[Coming]:
    """Birthdays that stand among the facts of a party's record, unless the memory knows a better one."""
    if "birthday" in hidden_fields(person, "party"):
        return
    rows = Party.objects.living().filter(mine, birthday__month__in=months)
    for party in rows.distinct()[:_MOST]:
        assert party.birthday is not None  # asked for by its month
        born = party.birthday
        day = YearlyDay(born.month, born.day)
        on = day.next_on(today)
        if on is not None and on <= end:
            label = str(Occasion.BIRTHDAY.label)
            age = on.year - born.year if on.year > born.year > 1900 else None
            yield Coming(on, party, None, label, str(day), day.rule(on), None, age)


def _at_customers(person: Person, found: Iterable[Coming]) -> list[Coming]:
    """With the customer where each person works, as far as this is in sight."""
    every = list(found)
    ids = {one.party.pk for one in every if one.party.kind == Party.Kind.PERSON}
    places = Contact.objects.visible_to(person).current().filter(person__in=ids).select_related("party")
    customer_of = {place.person_id: place.party for place in places.order_by("-pk")} if ids else {}
    return [replace(one, customer=customer_of.get(one.party.pk)) for one in every]
