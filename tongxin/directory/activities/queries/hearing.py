"""A sentence as it was understood, with what its writer corrected: what quick add shows, and what it will save."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from tongxin.base.dates import show_day, show_moment
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Kind
from tongxin.directory.activities.queries.known_names import KnownNames
from tongxin.directory.activities.sentence import Choice, NextStep, Slot, Tense, Understood, understand
from tongxin.directory.memory.policies import writable_kinds
from tongxin.directory.parties.models import Party


@dataclass(frozen=True)
class Said:
    """What the writer corrected. `when` is a day or an instant in ISO form; `picked` are numbers of people or customers
    chosen among several of one name; `off` are slots that were taken away, by their `name_of`; `kinds` are other kinds for facts, by their words."""

    kind: str = ""
    when: str = ""
    picked: frozenset[int] = frozenset()
    off: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HeardFact:
    """What will be remembered; `party` is the number of whom it is about, None while that is in doubt."""

    kind: str
    occasion: str
    text: str
    day: YearlyDay | None
    party: int | None


@dataclass(frozen=True)
class Heard:
    """What will be saved. Only what is sure, or was picked, names people and customers; the rest waits to be filed."""

    text: str
    kind: Kind
    tense: Tense
    on: date | None
    at: datetime | None
    has_time: bool
    party: Party | None
    people: tuple[int, ...]
    amount: Money | None
    next_step: NextStep | None
    slots: tuple[Slot, ...]
    facts: tuple[HeardFact, ...] = ()


def name_of(slot: Slot) -> str:
    """By what a slot is taken away: its key, for people and customers with who it is, for facts with their words."""
    if slot.key == "fact":
        return f"fact:{slot.value}"
    return f"{slot.key}:{slot.key_of or slot.value}" if slot.key in ("person", "party") else slot.key


def hear(text: str, *, by: Person, now: datetime, party: Party | None = None, said: Said) -> Heard:
    """Understand a sentence as of `now` (aware, in the writer's zone) among those the writer may see. Never fails."""
    known = KnownNames(by, party=party)
    understood = understand(text, now=now, find_people=known.people, find_parties=known.parties)
    understood = _without_private(understood, by)
    slots = tuple(_corrected(slot, said, now) for slot in understood.slots if _is_shown(slot, said))
    sure = {slot.key_of for slot in slots if slot.sure and slot.key in ("person", "party")}
    people = tuple(int(slot.key_of) for slot in slots if slot.key == "person" and slot.sure and slot.key_of)
    on, at, has_time, tense = _time(understood, said, now)
    kind = Kind(said.kind) if said.kind in Kind.values else Kind(understood.kind)
    if kind == Kind.TASK:
        tense = "planned"
    homes = [known.homes[one] for one in people if one in known.homes]
    at_party = party or _party(by, understood, sure, homes, said)
    return Heard(
        text=text,
        kind=kind,
        tense=tense,
        on=on,
        at=at,
        has_time=has_time,
        party=at_party,
        people=people,
        amount=None if "amount" in said.off else understood.amount,
        next_step=None if "next_step" in said.off else understood.next_step,
        slots=slots,
        facts=tuple(_facts(understood, said, sure, at_party, people)),
    )


def _without_private(understood: Understood, by: Person) -> Understood:
    """Facts of a kind which the writer's roles keep from them stay words of the sentence."""
    allowed = {kind.value for kind in writable_kinds(by)}
    facts = tuple(fact for fact in understood.facts if fact.kind in allowed)
    slots = tuple(slot for slot in understood.slots if slot.key != "fact" or slot.key_of in allowed)
    return replace(understood, facts=facts, slots=slots)


def _facts(
    understood: Understood, said: Said, sure: set[str], party: Party | None, people: Sequence[int]
) -> Iterator[HeardFact]:
    """What will be remembered: of whom it was said, if that is sure or was picked; without a name, of the only one there is."""
    for fact in understood.facts:
        if f"fact:{fact.said}" in said.off:
            continue
        about = fact.about.key if fact.about and str(fact.about.key) in sure else None
        if about is None and fact.about is None and len(people) <= 1:
            about = people[0] if people else party.pk if party else None
        kind = said.kinds.get(fact.said, fact.kind)
        yield HeardFact(kind, fact.occasion if kind == "date" else "", fact.said, fact.day, about)


def _is_shown(slot: Slot, said: Said) -> bool:
    """Nothing rings yet, so a reminder is not promised: its words stay in the sentence."""
    return slot.key != "remind" and name_of(slot) not in said.off


def _corrected(slot: Slot, said: Said, now: datetime) -> Slot:
    """The slot with what the writer chose, which leaves no doubt."""
    if slot.key == "time" and said.when and (shown := _shown(said.when, now)):
        return replace(slot, value=shown, key_of=said.when, sure=True)
    if slot.key == "kind" and said.kind in Kind.values:
        return replace(slot, value=str(Kind(said.kind).label), key_of=said.kind, sure=True)
    own = Choice(slot.key_of, slot.value, str(slot.detail))
    chosen = next((one for one in (own, *slot.alternatives) if _number(one.key) in said.picked), None)
    if chosen is None or slot.key not in ("person", "party"):
        return slot
    others = tuple(one for one in (own, *slot.alternatives) if one != chosen)
    return replace(slot, value=chosen.value, key_of=chosen.key, detail=chosen.detail, sure=True, alternatives=others)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _shown(when: str, now: datetime) -> str:
    at, on = read_when(when)
    if at is not None:
        return show_moment(at, now=now)
    return show_day(on, today=now.date()) if on else ""


def read_when(when: str) -> tuple[datetime | None, date | None]:
    """An instant (a clock time without a zone is the writer's own) or a day in ISO form; nothing for anything else."""
    try:
        at = parse_datetime(when) if "T" in when or " " in when.strip() else None
        on = parse_date(when) if at is None else None
    except ValueError:  # shaped like a date, but no day of the calendar
        return None, None
    if at is not None and timezone.is_naive(at):
        at = timezone.make_aware(at)
    return at, timezone.localdate(at) if at else on


def _time(understood: Understood, said: Said, now: datetime) -> tuple[date | None, datetime | None, bool, Tense]:
    """Day, instant, whether a clock time was said, and on which side of now that lies."""
    at, on = read_when(said.when)
    if at is not None:
        return on, at, True, "planned" if at > now else "done"
    if on is not None and on != now.date():
        return on, None, False, "planned" if on > now.date() else "done"
    if on is not None:
        return on, None, False, understood.tense
    if "time" in said.off:
        return None, None, False, understood.tense
    return understood.on, understood.at, understood.has_time, understood.tense


def _party(by: Person, understood: Understood, sure: set[str], homes: Sequence[int], said: Said) -> Party | None:
    """The customer that was named, else the one at whom the people work (`homes`); only when there is no doubt."""
    named = understood.party
    keys = {int(key) for key in sure if key.isdigit()}
    wanted = named.key if named and named.key in keys else None
    picked = Party.objects.visible_to(by).living().exclude(kind=Party.Kind.PERSON)
    if wanted is None and (chosen := picked.filter(pk__in=said.picked).first()):
        return chosen
    wanted = wanted or next(iter(homes), None)
    return picked.filter(pk=wanted).first() if wanted else None
