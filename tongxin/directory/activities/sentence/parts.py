"""The pieces of an understood sentence."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.lazy import LazyText
from tongxin.base.money import Money

Kind = Literal["call", "visit", "meeting", "message", "email", "note", "task"]
Tense = Literal["done", "planned"]
SlotKey = Literal["kind", "time", "person", "party", "amount", "next_step", "remind", "fact"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A contact whose name, or a part of it, stands in the text as `matched`. `party` is where they work, `about` a word on them."""

    key: int
    name: str
    matched: str
    party: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class PartyHit:
    """A customer whose name, or a part of it, stands in the text as `matched`."""

    key: int
    name: str
    matched: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a slot could also mean. `key` is what to send back: a kind, a number of a record, or an instant in ISO form."""

    key: str
    value: LazyText
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that was understood, as the screen shows it.

    `span` is where it stands in the sentence; None when it was not said but assumed. `key_of` is the number or word to save, empty when
    no record is known. Not `sure`: shown dashed, with `alternatives` to choose from. No slot ever hinders saving.
    """

    key: SlotKey
    value: LazyText
    span: Span | None
    sure: bool
    alternatives: tuple[Choice, ...] = ()
    detail: LazyText = ""
    key_of: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done afterwards, and when, as far as it was said. `span` is the whole of it in the sentence."""

    text: str
    span: Span
    on: date | None = None
    at: datetime | None = None
    has_time: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """Something worth remembering of a person or a customer, of the kinds of the memory. `about` is the person or else the customer
    named with it, None when nobody is known by that name; `said` are its own words, `span` its clause."""

    kind: str
    occasion: str
    said: str
    span: Span
    day: YearlyDay | None = None
    about: PersonHit | PartyHit | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence and what it says. `text` is always the whole sentence.

    `on` is the day; `at` the instant, exact only with `has_time`. `remind` is how long before, when the writer said so. `people` holds the
    likeliest contact for each name; `party` the customer named, or None: the contacts know theirs.
    """

    text: str
    kind: Kind
    tense: Tense
    on: date | None
    at: datetime | None
    has_time: bool
    people: tuple[PersonHit, ...] = ()
    party: PartyHit | None = None
    amount: Money | None = None
    next_step: NextStep | None = None
    remind: timedelta | None = None
    facts: tuple[Fact, ...] = ()
    slots: tuple[Slot, ...] = field(default=(), compare=False)
