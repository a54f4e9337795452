"""Understanding one sentence."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tongxin.base.dates import Found, Lean, find_moments
from tongxin.base.dates.letters import fold

from .clauses import Parts, definite, read_step, split
from .facts import SaidFact, find_facts, without_whom
from .figures import find_amount, find_remind
from .names import Party, Person, guess_party, guess_person, place
from .parts import Fact, PartyHit, PersonHit, Span, Tense, Understood
from .slots import Pieces, show
from .verbs import Deed, deed_words, find_deed, is_imperative, reported_at, tense_by_words, without_denials

_GOING = re.compile(
    r"((?:去|(?<![收得接送达拿做碰])到|来到|赶到|跑)(?:了一?趟|一?趟|过|了)?|\b(?:went|going|go|travel(?:led|ling)?|drove) to|\bwas at) ?(?:the )?$"
)
_BACK = re.compile(r" ?[^,;。]{0,4}回来")
_SEEING = re.compile(r"(去看望?|去见|去找|看望|探望)了?$")
_WISH = re.compile(r"(?:还|也|又)?要(?!去|给|打|发)")
_READ = 2_000
"""Characters that are read. What follows is kept with the sentence but understood by people alone."""


def understand(
    text: str,
    *,
    now: datetime,
    find_people: Callable[[str], Sequence[PersonHit]],
    find_parties: Callable[[str], Sequence[PartyHit]],
) -> Understood:
    """What a sentence about work with customers says, as seen from `now` (aware).

    Each finder is called once, with the sentence in which dates, amounts and verbs are blank, and returns the records the writer may see
    whose names stand in it (`matched`: the very words). Nothing is required and nothing raises: a sentence without anything known in it is a note of
    today. The time taken does not grow with the text beyond its first 2,000 characters.
    """
    head = text[:_READ]
    whole = fold(head)
    facts = find_facts(head, whole, now.date())
    clauses = [fact.span for fact in facts]
    # A clause that is a fact says nothing of the deed: everything but names is read from what remains.
    bare, folded = _blank(head, clauses), _blank(whole, clauses)
    remind, amount = find_remind(folded), find_amount(bare, folded)
    taken = [span for span in (remind[1] if remind else None, amount.span if amount else None) if span]
    moments = [found for found in find_moments(bare, now=now) if _free(found, taken)]
    said = [_span(found) for found in moments if not _may_be_name(folded, found)]
    masked = _blank(head, [*taken, *said, *deed_words(folded)])
    people, parties = place(whole, find_people(masked), find_parties(masked))
    taken += [person.span for person in people] + [party.span for party in parties]
    moments = [found for found in moments if _free(found, taken)]
    folded = _without_their_wishes(without_denials(folded), people)
    parts = split(folded, moments, now)
    deed = _deed(folded, parts, people, parties)
    tense = _tense(folded, bare, parts, taken, deed, now, is_alone=not facts)
    deed = replace(deed, kind="task") if deed.kind == "note" and tense == "planned" else deed
    found = _moment(bare, parts.main, tense, taken, now)
    unread = _blank(head, [*taken, *map(_span, moments)])
    people, parties = _or_guessed(unread, _blank(unread, clauses), people, parties)
    understood = Understood(
        text=text,
        kind=deed.kind,
        tense=tense,
        on=found.on if found else now.date() if tense == "done" else None,
        at=found.at if found else now if tense == "done" else None,
        has_time=found is not None and found.has_time,
        people=tuple(person.hit for person in people if person.hit),
        party=next((party.hit for party in parties if party.hit), None),
        amount=amount.money if amount else None,
        next_step=read_step(bare, folded, parts.step, now) if parts.step else None,
        remind=remind[0] if remind else None,
        facts=tuple(_about(fact, head, people, parties) for fact in facts),
    )
    pieces = Pieces(deed, found, people, parties, amount, remind[1] if remind else None)
    return replace(understood, slots=show(understood, pieces, now=now))


def _about(fact: SaidFact, head: str, people: list[Person], parties: list[Party]) -> Fact:
    """Of whom the fact is: the first one named in its clause, else the last one named before it, people before customers."""
    named: list[Person | Party] = [*people] if any(person.span[0] < fact.span[1] for person in people) else [*parties]
    inside = [one for one in named if fact.span[0] <= one.span[0] < fact.span[1]]
    before = [one for one in named if one.span[0] < fact.span[0]]
    who = inside[0] if inside else before[-1] if before else None
    about = who.hit if who and not who.others else None
    words = without_whom(fact, head, sorted([person.span for person in people] + [party.span for party in parties]))
    return Fact(fact.kind, fact.occasion, words, fact.span, fact.day, about)


def _or_guessed(unread: str, bare: str, people: list[Person], parties: list[Party]) -> tuple[list[Person], list[Party]]:
    """Where nobody, or no customer, was found: the word that looks like one."""
    if not people and (guess := guess_person(unread)):
        people = [Person(*guess, None)]
    if not parties and (guess := guess_party(bare)) and guess[1] not in {person.text for person in people}:
        parties = [Party(*guess, None)]
    return people, parties


def _without_their_wishes(folded: str, people: list[Person]) -> str:
    """李四要样品 is his wish and no plan of ours: the word behind a name is blank."""
    wishes = [match.span() for person in people if (match := _WISH.match(folded, person.span[1]))]
    return _blank(folded, wishes)


def _deed(folded: str, parts: Parts, people: list[Person], parties: list[Party]) -> Deed:
    start, end = parts.main
    deed = find_deed(folded[start:end])
    if deed.span is None or not deed.sure or deed.kind == "task":
        deed = _going(folded[start:end], start, people, parties) or deed
    return deed if deed.span is None else replace(deed, span=(deed.span[0] + start, deed.span[1] + start))


def _going(main: str, start: int, people: list[Person], parties: list[Party]) -> Deed | None:
    """去 or 到 before a customer, 去看 before a person, 从 … 回来: a visit."""
    for party in parties:
        place = max(party.span[0] - start, 0)
        if (match := _GOING.search(main[:place])) or _BACK.match(main, max(party.span[1] - start, 0)):
            return Deed("visit", match.span(1) if match else None, sure=True)
    for person in people:
        if match := _SEEING.search(main[: max(person.span[0] - start, 0)]):
            return Deed("visit", match.span(1), sure=True)
    return None


def _tense(
    folded: str, head: str, parts: Parts, taken: list[Span], deed: Deed, now: datetime, *, is_alone: bool
) -> Tense:
    """Words and moments together. A moment that lies on the same side however it is read weighs more than the words."""
    start, end = parts.main
    main = folded[start:end]
    if start > 0:
        return "planned"
    said = reported_at(main)
    words = tense_by_words(main if said is None else main[:said] or main)
    behind, ahead = (_moments(head, parts.main, taken, now, lean) for lean in ("past", "future"))
    firm = {
        definite(found, now)
        for found in behind
        if any((found.start, found.at, found.on) == (f.start, f.at, f.on) for f in ahead)
    }
    if words == "planned" and (("planned" in firm) or ("done" not in firm)):
        return "planned"
    if "done" in firm or words == "done":
        return "done"
    if "planned" in firm or is_imperative(main):
        return "planned"
    near = [side for found in _moments(head, parts.main, taken, now, None) if (side := definite(found, now))]
    if near:
        return near[0]
    # 拜访张三 alone is a plan; with a second clause or a next step it is the head of a report.
    alone = parts.step is None and deed.span is not None and is_alone
    alone = alone and not any(sign in main.rstrip(" ,。.!") for sign in ",;。\n")
    return "planned" if alone else "done"


def _moments(head: str, span: Span, taken: list[Span], now: datetime, lean: Lean) -> list[Found]:
    start, end = span
    found = find_moments(head[start:end], now=now, lean=lean)
    return [
        shifted for one in found if _free(shifted := replace(one, start=one.start + start, end=one.end + start), taken)
    ]


def _moment(head: str, span: Span, tense: Tense, taken: list[Span], now: datetime) -> Found | None:
    """The moment of the deed: the first on its side of now, else the first at all."""
    moments = _moments(head, span, taken, now, "past" if tense == "done" else "future")
    other: Tense = "planned" if tense == "done" else "done"
    fitting = next((found for found in moments if definite(found, now) != other), None)
    # What lies ahead of a report is what was said in it: 微信问了沈丽，说下月停机.
    return fitting or (moments[0] if moments and tense == "planned" else None)


def _free(found: Found, taken: Iterable[Span]) -> bool:
    return all(found.end <= start or found.start >= end for start, end in taken)


def _span(found: Found) -> Span:
    return found.start, found.end


def _may_be_name(folded: str, found: Found) -> bool:
    """周一鸣 is a name: a bare weekday is left for the finders to see."""
    return folded[found.start] == "周"


def _blank(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces in place of what was understood, so that places stay the same."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)
