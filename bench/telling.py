"""How well doubles are told: precision and recall of the product's own keys and verdict against known truth.

Run by `bin/bench doubles`. The half that never took part in choosing weights is reported by itself.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.overlapping import Customer, is_here, is_of_kept_out
from bench.slips import three_files
from tongxin.base.chinese.phones import find_phones
from tongxin.directory.doubles.judging.keys import MOST_IN_BLOCK, keys_of
from tongxin.directory.doubles.judging.profile import Profile, address_key, names_of, towns_of
from tongxin.directory.doubles.judging.verdict import Verdict, judge

Pair = tuple[int, int]


@dataclass
class Told:
    """Pairs of records, by number: those that are one customer, those that were found, and what was compared."""

    records: Sequence[Customer]
    true: set[Pair]
    found: dict[Pair, Verdict]
    compared: int

    def figures(self) -> dict[str, float]:
        """Precision and recall of pairs."""
        right = len(self.true & set(self.found))
        return {
            "pairs": len(self.true),
            "found": len(self.found),
            "precision": right / max(1, len(self.found)),
            "recall": right / max(1, len(self.true)),
        }


def _number(text: str) -> frozenset[str]:
    found = [phone.e164 for _text, phone in find_phones(text)] if text else []
    return frozenset(found or ([text] if text else []))


def profile_of(one: Customer, number: int, groups: dict[str, int]) -> Profile:
    """The record as the product would know it."""
    names = names_of(one.name, one.former)
    mobiles = sorted(_number(one.mobile))
    return Profile(
        id=number,
        names=names,
        uscc=one.uscc,
        number=one.number,
        towns=towns_of(one.city, names),
        phones=_number(one.phone),
        people=frozenset({(one.contact, mobiles[0] if mobiles else "")} if one.contact or mobiles else ()),
        mails=frozenset({one.mail} if one.mail else ()),
        address=address_key(one.address),
        above=frozenset({groups[one.parent]} if one.parent in groups else ()),
    )


def told(records: Sequence[Customer]) -> Told:
    """Find the doubles among all records."""
    groups = {one.name: number for number, one in enumerate(records)}
    profiles = [profile_of(one, number, groups) for number, one in enumerate(records)]
    blocks: dict[int, list[int]] = defaultdict(list)
    for profile in profiles:
        for key in keys_of(profile):
            blocks[key].append(profile.id)
    candidates = {pair for block in blocks.values() if len(block) <= MOST_IN_BLOCK for pair in combinations(block, 2)}
    verdicts = {pair: judge(profiles[pair[0]], profiles[pair[1]]) for pair in candidates}
    by_who: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(records):
        by_who[one.who].append(number)
    true = {pair for numbers in by_who.values() for pair in combinations(numbers, 2)}
    return Told(records, true, {pair: one for pair, one in verdicts.items() if one.is_likely}, len(candidates))


def halves(records: Sequence[Customer]) -> tuple[list[Customer], list[Customer]]:
    """The half on which weights were chosen, and the one that was kept out."""
    return [one for one in records if not is_of_kept_out(one)], [one for one in records if is_of_kept_out(one)]


def lines() -> Iterator[dict[str, str | float | int]]:
    """The figures of both halves and of the whole."""
    if not is_here():
        raise FileNotFoundError("bin/bench doubles needs the collected data in ../shared/data")
    records = three_files()
    chosen, kept_out = halves(records)
    for half, some in (("chosen by", chosen), ("kept out", kept_out), ("all", records)):
        began = time.perf_counter()
        found = told(some)
        spent = time.perf_counter() - began
        figures = found.figures()
        yield {
            "name": "doubles",
            "half": half,
            "rows": len(some),
            "pairs": int(figures["pairs"]),
            "found": int(figures["found"]),
            "precision": round(figures["precision"], 4),
            "recall": round(figures["recall"], 4),
            "compared_per_row": round(found.compared / len(some), 2),
            "ms_each": round(spent / len(some) * 1000, 3),
        }
