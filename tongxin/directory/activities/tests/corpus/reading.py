"""The corpus of quick add: sentences, what they say, and how much of it is understood.

A line is `sentence || signs`. Signs: a kind (visit, call …), done or planned, a day (11-24), a time (15:00), @person, #customer, ¥ or $ amount,
`>` a next step and its day, `!kind` a fact and `=` its date (L for the lunar calendar, LR for a leap month). A `?` behind a name: nobody of that
name is known. Done without a day means today; planned without a day, some day.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tongxin.directory.activities.queries import Heard, Said, hear

HERE = Path(__file__).parent
MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_TODAY = "on 11-23"
_KINDS = {"call", "visit", "meeting", "message", "email", "note", "task"}
_SHAPES = (
    (re.compile(r"\d\d-\d\d"), "on "),
    (re.compile(r"\d\d:\d\d"), "at "),
)


@dataclass(frozen=True)
class Line:
    """A sentence and the slots that a colleague would fill."""

    text: str
    slots: frozenset[str]


def lines(name: str) -> list[Line]:
    """The sentences of one half."""
    rows = [row for row in (HERE / f"{name}.txt").read_text().splitlines() if row and not row.startswith("#")]
    return [Line(text.strip(), _expected(signs.strip())) for text, signs in (row.split("||") for row in rows)]


def _expected(signs: str) -> frozenset[str]:
    slots: set[str] = set()
    for sign in _words(signs):
        shape = next((start for pattern, start in _SHAPES if pattern.fullmatch(sign)), "")
        slots.add(f"kind {sign}" if sign in _KINDS else f"{shape}{sign}")
    if "done" in slots and not any(slot.startswith("on ") for slot in slots):
        slots.add(_TODAY)
    return frozenset(slots)


def _words(signs: str) -> list[str]:
    """Names may hold spaces: a sign goes on until the next one begins."""
    return re.findall(r"[@#][^@#!>¥$]+?(?= [@#!>¥$]|$)|\S+", signs)


def heard_slots(heard: Heard) -> frozenset[str]:
    """What was understood, in the signs of the corpus; what stands in a slot in doubt counts by its first reading."""
    slots = {f"kind {heard.kind.value}", heard.tense}
    if heard.on:
        slots.add(f"on {heard.on:%m-%d}")
    if heard.has_time and heard.at:
        slots.add(f"at {heard.at:%H:%M}")
    for slot in heard.slots:
        if slot.key in ("person", "party"):
            slots.add(f"{'@' if slot.key == 'person' else '#'}{slot.value}{'' if slot.key_of else '?'}")
    if heard.amount:
        sign = {"CNY": "¥", "USD": "$"}[heard.amount.currency]
        slots.add(f"{sign}{heard.amount.minor // 100}")
    if heard.next_step:
        slots.add(f">{heard.next_step.on:%m-%d}" if heard.next_step.on else ">")
    return frozenset(slots | {f"!{fact}" for fact in facts_of(heard)})


def facts_of(heard: Heard) -> Iterable[str]:
    """Facts in the signs of the corpus."""
    for fact in getattr(heard, "facts", ()):
        kind = fact.occasion or fact.kind
        yield f"{kind}={fact.day.sign}" if fact.day else kind


@dataclass
class Score:
    """How many slots are right, missing and too many; `wrong` names them by sentence."""

    right: int
    missing: int
    extra: int
    wrong: dict[str, tuple[list[str], list[str]]]
    by_kind: Counter[str]

    @property
    def share(self) -> float:
        """Right slots among all that should have been filled or were filled."""
        return self.right / (self.right + self.missing + self.extra)


def score(half: list[Line], by: object) -> Score:
    """Hear every sentence of a half as this person."""
    found = Score(0, 0, 0, {}, Counter())
    for line in half:
        slots = heard_slots(hear(line.text, by=by, now=MONDAY, said=Said()))  # type: ignore[arg-type]  # a Person
        found.right += len(slots & line.slots)
        missing, extra = sorted(line.slots - slots), sorted(slots - line.slots)
        found.missing += len(missing)
        found.extra += len(extra)
        found.by_kind.update(one[0] for one in [*missing, *extra])
        if missing or extra:
            found.wrong[line.text] = (missing, extra)
    return found
