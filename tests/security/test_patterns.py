"""No text keeps a pattern busy. All patterns with 100,000 signs: `bin/sec redos`; here whether that trial sees what it must, and a few doors."""

import re
from functools import partial

from tests.security.patterns import ASKED, CUT, named, patterns, slow_doors, slowest


def test_patterns_are_found_with_the_ways_in_which_they_are_asked() -> None:
    known = {one.place: one.ways for one in patterns()}
    assert len(known) > 200
    assert known["tongxin.base.money._figure"] == {"match"}
    assert known["tongxin.interfaces.imports.recognising.sniffing._URL"] == {"fullmatch"}
    assert set(CUT) <= known.keys()
    assert all(0 < named(place) <= 1_000 for place in CUT.values())


def test_a_pattern_that_is_kept_busy_is_seen() -> None:
    busy = partial(ASKED["search"], re.compile(r"\s*x\s*"))
    assert slowest(busy, 8_000)[0] > 0.1
    assert slowest(partial(ASKED["match"], re.compile(r"\s*x\s*")), 8_000)[0] < 0.1


def test_long_texts_are_cut_before_they_come_to_patterns_that_they_would_keep_busy() -> None:
    assert slow_doors(10_000) == {}
