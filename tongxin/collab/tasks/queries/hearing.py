"""One sentence understood as a task: 让赵航周五前出 DN300 图; ask Wang Lei to send the drawing by Friday."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongxin.base.dates import find_moment
from tongxin.collab.people.models import Person

_BEFORE_DAY = re.compile(r"(?:\b(?:by|on|until|before|due)|[在到于]|截止)\s*$", re.IGNORECASE)
_AFTER_DAY = re.compile(r"^\s*(?:之前|以前|前|内)")
_ASKING = re.compile(r"(?:让|请|叫|麻烦|安排|@|＠|\bask\b|\btell\b)\s*$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"^\s*(?:来|去|to\b|[,，:：])?\s*", re.IGNORECASE)
_EDGES = " ,，。.;；:：、"


@dataclass(frozen=True)
class Heard:
    """What is to be done, by whom (nobody: oneself) and until when."""

    text: str
    owner: Person | None = None
    due_on: date | None = None


def hear_task(sentence: str, *, now: datetime, colleagues: Sequence[Person]) -> Heard:
    """A colleague is meant who stands at the beginning or after 让, 请, ask…; the first day in the sentence is the promise. What is not
    understood stays in the words."""
    text, owner, due_on = " ".join(sentence.split()), None, None
    found = find_moment(text, now=now, lean="future")
    if found is not None and found.on is not None:
        due_on = found.on
        before = _BEFORE_DAY.sub("", text[: found.start]).rstrip()
        after = _AFTER_DAY.sub("", text[found.end :])
        gap = " " if before[-1:].isascii() and after[:1].isascii() else ""
        text = f"{before}{gap}{after.strip()}"
    for one in colleagues:
        at = text.find(one.name)
        asking = _ASKING.search(text[:at]) if at >= 0 else None
        if asking is not None or (text[: max(at, 0)].strip(_EDGES) == "" and at >= 0):
            begin = asking.start() if asking else 0
            owner = one
            text = text[:begin] + _AFTER_NAME.sub("", text[at + len(one.name) :])
            break
    return Heard(text.strip(_EDGES) or " ".join(sentence.split()), owner, due_on)
