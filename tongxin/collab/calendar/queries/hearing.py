"""One sentence understood as an entry: 周五下午3点到5点和赵航在大会议室评审; tomorrow 3pm review with Wang Lei."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongxin.base.dates import find_moment
from tongxin.collab.calendar.models import Resource
from tongxin.collab.people.models import Person

_EDGES = " ,，。.;；:：、"
# A space that is left between two Chinese characters where words were taken out.
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_IN_ROOM = r"(?:\bin\b|\bat\b|\bby\b|在|去|到|用|开)?\s*"


@dataclass(frozen=True)
class Heard:
    """What, from when until when (days for whole days; nothing when no time is named), with whom, in what."""

    title: str
    starts: date | datetime | None = None
    ends: date | datetime | None = None
    guests: tuple[Person, ...] = ()
    resources: tuple[Resource, ...] = ()


def hear_entry(sentence: str, *, now: datetime, colleagues: Sequence[Person], resources: Sequence[Resource]) -> Heard:
    """The first moment is the time; colleagues who are named come, rooms that are named are booked. A part of a day without a clock
    time takes an hour. Names of people stay in the words, the time and the room go."""
    text = " ".join(sentence.split())
    starts: date | datetime | None = None
    ends: date | datetime | None = None
    found = find_moment(text, now=now, lean="future")
    if found is not None:
        if found.at is not None:
            starts, ends = found.at, found.until or found.at + timedelta(hours=1)
        else:
            starts = ends = found.on
        text = f"{text[: found.start].rstrip(_EDGES)} {text[found.end :].lstrip(_EDGES)}".strip()
    booked = []
    for one in sorted(resources, key=lambda one: -len(one.name)):
        if one.name in text:
            booked.append(one)
            text = re.sub(_IN_ROOM + re.escape(one.name), " ", text, count=1, flags=re.IGNORECASE)
    title = _GAP.sub("", " ".join(text.split())).strip(_EDGES) or " ".join(sentence.split())
    return Heard(title, starts, ends, tuple(colleagues), tuple(booked))
