"""Where the report ends and the next step begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tongxin.base.dates import Found, find_moments

from .figures import find_remind
from .parts import NextStep, Span, Tense
from .verbs import is_reported, starts_a_plan, tense_by_words

_CUT = re.compile(r"[,;!?。\n]|\.(?= |$)")
_STOP = re.compile(r"[;!?。\n]|\.(?= |$)")
_MARKER = re.compile(
    r"下一步(?:计划|工作|打算)?|接下来|然后|(?:(?<=[,;!?。\n .])|^) ?(?:随后|后续|待办|跟进(?= ?[::])|next steps?\b|next(?= ?:)|follow[ -]?up(?= ?:)"
    r"|to-?do(?= ?:)|and then\b|then\b)"
)
_INCOMING = re.compile(r"来电|来访|来信|收到|接到")
_DEMAND = re.compile(r" *要")
_OURS = re.compile(r" ?(?:再|去|回访|拜访|上门|联系|打电话|跟进|送样|寄样|发报价|报价|见面)")
_ARRANGED = re.compile(r"约|让|请|叫|通知|答应|同意|定|等")
_AROUND = re.compile(
    r"[\s,;:!，；：！。、\-]+|(?:要|再|就|会|将|我|我们|是|and|then|(?:need|have) to|to|will|i'll|i|we|by|on|at)(?![a-z])"
)
_AFTER = re.compile(r"(?<![\s,;:!，；：！。、.\-])[\s,;:!，；：！。、.\-]+$")


@dataclass(frozen=True, slots=True)
class Parts:
    """The main part of a sentence, and the next step with the words that mark it, as places in the text."""

    main: Span
    step: Span | None


def definite(found: Found, now: datetime) -> Tense | None:
    """Whether a moment lies behind or ahead. Today without a time of day is neither."""
    if found.has_time and found.at is not None:
        return "done" if found.at <= now else "planned"
    if found.on is None or found.on == now.date():
        return None
    return "done" if found.on < now.date() else "planned"


def split(folded: str, moments: list[Found], now: datetime) -> Parts:
    """Cuts off what comes next: behind a word that says so, or where a report of the past turns to the future."""
    whole = (0, len(folded))
    marker = _MARKER.search(folded)
    if marker:
        rest = (marker.end(), _until_stop(folded, marker.end(), moments))
        if not folded[: marker.start()].strip(" ,;。.!?、"):
            return Parts(rest, None)
        if tense_by_words(folded[rest[0] : rest[1]]) != "done" and not _is_past(moments, rest, now):
            return Parts((0, marker.start()), (marker.start(), rest[1]))
    told = theirs = False
    for start, end in _clauses(folded, moments, now):
        clause = folded[start:end]
        if (
            told
            and not (theirs and _DEMAND.match(clause))
            and _plans(clause, [m for m in moments if start <= m.start < end], now)
        ):
            return Parts((0, start), (start, _until_stop(folded, start, moments)))
        theirs = theirs or _INCOMING.search(clause) is not None
        told = told or is_reported(clause) or _tells(clause, [m for m in moments if start <= m.start < end], now)
    return Parts(whole, None)


def read_step(text: str, folded: str, span: Span, now: datetime) -> NextStep:
    """What is to be done and when. What remains of the words without the date is its text; all of them if nothing remains."""
    start, end = span
    marker = _MARKER.match(folded, start, end)
    begin = marker.end() if marker else start
    remind = find_remind(folded[begin:end])
    moments = find_moments(text[begin:end], now=now, lean="future")
    if remind:
        moments = [m for m in moments if m.end <= remind[1][0] or m.start >= remind[1][1]]
    found = next((m for m in moments if definite(m, now) != "done"), None)
    if found is None:
        words = _trimmed(text[begin:end])
        return NextStep(words or _trimmed(text[start:end]), _tight(text, span))
    words = _joined(text[begin : begin + found.start], text[begin + found.end : end])
    return NextStep(
        words or _trimmed(text[start:end]), _tight(text, span), found.on, found.at, found.has_time, found.sure
    )


def _joined(before: str, after: str) -> str:
    """The words on both sides of a date, apart where a mark or Latin letters keep them apart."""
    first, second = _trimmed(before), _trimmed(after)
    if not (first and second):
        return first or second
    mark = _AFTER.search(before)
    sign = mark[0].strip() if mark else ""
    return (
        f"{first}{sign}{second}" if sign or not (first[-1].isascii() and second[0].isascii()) else f"{first} {second}"
    )


def _plans(clause: str, moments: list[Found], now: datetime) -> bool:
    if is_reported(clause) or tense_by_words(clause) == "done":
        return False
    return starts_a_plan(clause) or any(definite(found, now) == "planned" for found in moments)


def _tells(clause: str, moments: list[Found], now: datetime) -> bool:
    tense = tense_by_words(clause)
    if tense is None and moments:
        return definite(moments[0], now) == "done"
    return tense == "done"


def _is_past(moments: list[Found], span: Span, now: datetime) -> bool:
    inside = [found for found in moments if span[0] <= found.start < span[1]]
    return bool(inside) and all(definite(found, now) == "done" for found in inside)


def _clauses(folded: str, moments: list[Found], now: datetime) -> Iterator[Span]:
    start = 0
    for cut in _cuts(_CUT, folded, moments):
        yield from _halves(folded, (start, cut), moments, now)
        start = cut + 1
    yield from _halves(folded, (start, len(folded)), moments, now)


def _halves(folded: str, clause: Span, moments: list[Found], now: datetime) -> Iterator[Span]:
    """昨天拜访恒润3天后回访 has no mark between: it turns where, after a past moment, a coming one stands before what we'll do."""
    start, end = clause
    inside = [found for found in moments if start <= found.start < end]
    for past, coming in pairwise(inside):
        turns = definite(past, now) == "done" and definite(coming, now) == "planned"
        if turns and _OURS.match(folded, coming.end) and not _told_by_them(folded[past.end : coming.start]):
            yield start, coming.start
            yield coming.start, end
            return
    yield clause


def _told_by_them(words: str) -> bool:
    """What was said or arranged between the two moments is no next step of its own."""
    return is_reported(words) or _ARRANGED.search(words) is not None


def _until_stop(folded: str, start: int, moments: list[Found]) -> int:
    return next((cut for cut in _cuts(_STOP, folded, moments) if cut > start), len(folded))


def _cuts(pattern: re.Pattern[str], folded: str, moments: list[Found]) -> Iterator[int]:
    """Marks between clauses, without those inside a date (Nov 18, 2025) or a number (50,000)."""
    inside = {place for found in moments for place in range(found.start, found.end)}
    for match in pattern.finditer(folded):
        place = match.start()
        if place not in inside and not (
            folded[place - 1 : place].isdecimal() and folded[place + 1 : place + 2].isdecimal()
        ):
            yield place


def _trimmed(text: str) -> str:
    text = _AFTER.sub("", text)
    while match := _AROUND.match(text.lower() if text.isascii() else text):
        text = text[match.end() :]
    return text


def _tight(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " \t\n,，;；。、.":
        start += 1
    while end > start and text[end - 1] in " \t\n,，;；。、.!！":
        end -= 1
    return start, end
