"""Understanding one sentence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tongxin.base.dates import Found, Lean, find_moments
from tongxin.base.dates.letters import fold

from .clauses import Parts, definite, read_step, split
from .figures import find_amount, find_remind
from .names import Party, Person, guess_party, guess_person, place
from .parts import PartyHit, PersonHit, Span, Tense, Understood
from .slots import Pieces, show
from .verbs import Deed, deed_words, find_deed, is_imperative, tense_by_words

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
    folded = fold(head)
    remind, amount = find_remind(folded), find_amount(head, folded)
    taken = [span for span in (remind[1] if remind else None, amount.span if amount else None) if span]
    moments = [found for found in find_moments(head, now=now) if _free(found, taken)]
    said = [_span(found) for found in moments if not _may_be_name(folded, found)]
    masked = _blank(head, [*taken, *said, *deed_words(folded)])
    people, parties = place(folded, find_people(masked), find_parties(masked))
    taken += [person.span for person in people] + [party.span for party in parties]
    moments = [found for found in moments if _free(found, taken)]
    parts = split(folded, moments, now)
    deed = _deed(folded, parts)
    tense = _tense(folded, head, parts, taken, deed, now)
    deed = replace(deed, kind="task") if deed.kind == "note" and tense == "planned" else deed
    found = _moment(head, parts.main, tense, taken, now)
    people, parties = _or_guessed(_blank(head, [*taken, *map(_span, moments)]), people, parties)
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
        next_step=read_step(head, folded, parts.step, now) if parts.step else None,
        remind=remind[0] if remind else None,
    )
    pieces = Pieces(deed, found, people, parties, amount, remind[1] if remind else None)
    return replace(understood, slots=show(understood, pieces, now=now))


def _or_guessed(bare: str, people: list[Person], parties: list[Party]) -> tuple[list[Person], list[Party]]:
    """Where nobody, or no customer, was found: the word that looks like one."""
    if not people and (guess := guess_person(bare)):
        people = [Person(*guess, None)]
    if not parties and (guess := guess_party(bare)) and guess[1] not in {person.text for person in people}:
        parties = [Party(*guess, None)]
    return people, parties


def _deed(folded: str, parts: Parts) -> Deed:
    start, end = parts.main
    deed = find_deed(folded[start:end])
    return deed if deed.span is None else replace(deed, span=(deed.span[0] + start, deed.span[1] + start))


def _tense(folded: str, head: str, parts: Parts, taken: list[Span], deed: Deed, now: datetime) -> Tense:
    """Words and moments together. A moment that lies on the same side however it is read weighs more than the words."""
    start, end = parts.main
    main = folded[start:end]
    if start > 0:
        return "planned"
    words = tense_by_words(main)
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
    alone = parts.step is None and deed.span is not None and not any(sign in main.rstrip(" ,。.!") for sign in ",;。\n")
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
    return next((found for found in moments if definite(found, now) != other), moments[0] if moments else None)


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
