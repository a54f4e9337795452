"""The slots under the sentence, in the order of the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import lazy
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tongxin.base.dates import Found, find_moment, show_day, show_moment
from tongxin.base.lazy import LazyText
from tongxin.base.money import Money, format_money

from .figures import Amount
from .names import Party, Person
from .parts import Choice, Fact, NextStep, Slot, Span, Understood
from .verbs import LABELS, Deed

_USUAL_REMIND = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What was found, with the places the slots point at."""

    deed: Deed
    moment: Found | None
    people: list[Person]
    parties: list[Party]
    amount: Amount | None
    remind: Span | None


def show(understood: Understood, pieces: Pieces, *, now: datetime) -> tuple[Slot, ...]:
    """Kind, time, people, customer, amount, next step, reminder: each only when there is something to show."""
    return tuple(_slots(understood, pieces, now))


def _slots(understood: Understood, pieces: Pieces, now: datetime) -> Iterator[Slot]:
    deed = pieces.deed
    others = tuple(Choice(kind, LABELS[kind]) for kind in deed.others)
    yield Slot("kind", LABELS[deed.kind], deed.span, deed.sure, others, key_of=deed.kind)
    yield from _time(understood, pieces.moment, now)
    for person in pieces.people:
        yield _person(person)
    for party in pieces.parties:
        yield _party(party)
    if pieces.amount:
        yield Slot("amount", _shown_money(pieces.amount.money), pieces.amount.span, pieces.amount.sure)
    yield from map(_fact, understood.facts)
    if understood.next_step:
        yield _next_step(understood.next_step, now)
    if understood.remind is not None:
        yield Slot("remind", _shown_remind(understood.remind), pieces.remind, sure=True)
    elif understood.tense == "planned" and understood.has_time:
        yield Slot("remind", _shown_remind(_USUAL_REMIND), None, sure=False)


def _time(understood: Understood, found: Found | None, now: datetime) -> Iterator[Slot]:
    if found is None:
        if understood.on is not None:
            yield Slot(
                "time", _shown_time(understood.on, None, now), None, sure=False, key_of=understood.on.isoformat()
            )
        return
    key = _key(found.on, found.at if found.has_time else None)
    shown = _shown_time(found.on, found.at if found.has_time else None, now)
    yield Slot(
        "time", shown, (found.start, found.end), found.sure, () if found.sure else _other_times(found, now), key_of=key
    )


def _other_times(found: Found, now: datetime) -> tuple[Choice, ...]:
    """The other readings of a doubtful moment: twelve hours apart, or on the other side of today."""
    times: list[tuple[date | None, datetime | None]] = []
    if found.has_time and found.at is not None:
        times.append((found.on, found.at.replace(hour=(found.at.hour + 12) % 24)))
    for lean in ("past", "future"):
        other = find_moment(found.text, now=now, lean="past" if lean == "past" else "future")
        if other and other.on != found.on:
            times.append((other.on, other.at if other.has_time else None))
    return tuple(Choice(_key(on, at), _shown_time(on, at, now)) for on, at in times)


def _person(person: Person) -> Slot:
    if person.hit is None:
        return Slot("person", person.text, person.span, sure=False)
    others = tuple(Choice(str(hit.key), hit.name, hit.about) for hit in person.others)
    return Slot("person", person.hit.name, person.span, not others, others, person.hit.about, str(person.hit.key))


def _party(party: Party) -> Slot:
    if party.hit is None:
        return Slot("party", party.text, party.span, sure=False)
    others = tuple(Choice(str(hit.key), hit.name, hit.about) for hit in party.others)
    return Slot("party", party.hit.name, party.span, not others, others, party.hit.about, str(party.hit.key))


def _fact(fact: Fact) -> Slot:
    """What will be remembered of whom; nobody is remembered who isn't known."""
    about = fact.about.name if fact.about else ""
    return Slot("fact", fact.said, fact.span, sure=fact.about is not None, detail=about, key_of=fact.kind)


def _next_step(step: NextStep, now: datetime) -> Slot:
    when = "" if step.on is None else _shown_time(step.on, step.at if step.has_time else None, now)
    return Slot(
        "next_step", step.text, step.span, step.sure and step.on is not None, detail=when, key_of=_key(step.on, step.at)
    )


def _key(on: date | None, at: datetime | None) -> str:
    return at.isoformat() if at else on.isoformat() if on else ""


def _time_words(on: date | None, at: datetime | None, now: datetime) -> str:
    if at is not None:
        return show_moment(at, now=now)
    return show_day(on, today=now.date()) if on else ""


def _remind_words(before: timedelta) -> str:
    minutes = round(before.total_seconds() / 60)
    if minutes >= 1440 and minutes % 1440 == 0:
        return ngettext("{count} day before", "{count} days before", minutes // 1440).format(count=minutes // 1440)
    if minutes >= 60 and minutes % 60 == 0:
        return ngettext("{count} hour before", "{count} hours before", minutes // 60).format(count=minutes // 60)
    return _("{count} min before").format(count=minutes)


def _shown_time(on: date | None, at: datetime | None, now: datetime) -> LazyText:
    """Put into words when it is shown, in the language of whoever looks."""
    shown: LazyText = lazy(_time_words, str)(on, at, now)
    return shown


def _money_words(money: Money) -> str:
    return format_money(money, get_language() or "en")


def _shown_money(money: Money) -> LazyText:
    shown: LazyText = lazy(_money_words, str)(money)
    return shown


def _shown_remind(before: timedelta) -> LazyText:
    shown: LazyText = lazy(_remind_words, str)(before)
    return shown
