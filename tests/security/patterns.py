"""Every pattern of the program against texts made to keep it busy: bin/sec redos [--length 100000].

Patterns are those that modules keep as names, alone or in lists; each is asked in the ways in which the program asks it (`search`, `match` …;
in all ways where it is handed on). Some are only ever given a piece of a text: they are asked with a piece as long as the place says that
cuts it, and whether it does cut is seen by asking the functions that the rest of the program calls with the whole length. Processor time is
counted, least of two.
"""

import argparse
import ast
import importlib
import inspect
import os
import pkgutil
import re
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import django

LONGEST = 0.1  # seconds
PIECES = ["a", "1", " ", "a1", "1 ", "-", "1-", ".", "a.", "=", "(", '"', "\\", "\n", " \n", "中", "中1", "a@", "@", "<", "<a ", "http://", "/", "+", "1,", ",", "“", "年", "1月"]  # fmt: skip
# What stands before and behind them: a row of blanks at an edge is often taken away, one inside is not.
AROUND = [("", ""), ("", "!"), ("", "\x00"), ("a", "!")]
ASKED: dict[str, Callable[[re.Pattern[str], str], object]] = {
    "search": re.Pattern.search,
    "match": re.Pattern.match,
    "fullmatch": re.Pattern.fullmatch,
    "split": re.Pattern.split,
    "sub": lambda pattern, text: pattern.sub("", text),
    "subn": lambda pattern, text: pattern.subn("", text),
    "findall": re.Pattern.findall,
    "finditer": lambda pattern, text: deque(pattern.finditer(text), maxlen=0),
}
ALL_WAYS = frozenset({"search", "fullmatch"})
# Patterns that are only ever given a piece of a text, and the place that says how long that is.
CUT = {
    "tongxin.base.chinese.companies._latin_tail": "tongxin.base.chinese.companies._LONGEST_TAIL",
    "tongxin.base.chinese.signatures._street": "tongxin.base.chinese.signatures._LONGEST_PIECE",
    "tongxin.base.chinese.signatures._goes_on": "tongxin.base.chinese.signatures._LONGEST_PIECE",
    "tongxin.base.dates.cells._WEEKDAY": "tongxin.base.dates.cells._LONGEST",
    "tongxin.base.reading.heading_words._PARENTHESIS": "tongxin.base.reading.limits.HEADING_CHARACTERS",
    "tongxin.interfaces.imports.recognising.headings._PARENTHESIS": "tongxin.interfaces.imports.recognising.headings._LONGEST",
}
# What the rest of the program calls: whether each text is cut before it comes to those. Theirs is the time of many patterns.
DOORS = {
    "tongxin.base.chinese.companies.short_name": {},
    "tongxin.base.chinese.folding.clean": {},
    "tongxin.base.chinese.signatures.read_signature": {},
    "tongxin.base.dates.parse_day": {"today": date(2026, 11, 23)},
    "tongxin.base.reading.heading_words.is_heading_word": {},
    "tongxin.interfaces.imports.recognising.headings.heading_key": {},
}
LONGEST_DOOR = 0.3  # seconds


class Kept(NamedTuple):
    """A pattern: where it is kept, and in which ways it is asked."""

    pattern: re.Pattern[str]
    place: str
    ways: frozenset[str]


def within(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value, those in lists and tables too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif inspect.ismethod(value) or inspect.isbuiltin(value):
        yield from within(getattr(value, "__self__", None), 3)
    elif depth < 3 and isinstance(value, dict):
        yield from (one for part in value.values() for one in within(part, depth + 1))
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        yield from (one for part in value for one in within(part, depth + 1))


def ways_in(module: ModuleType) -> dict[str, set[str]]:
    """How each name of a module is asked there; a name that is handed on is asked in all ways."""
    asked: dict[str, set[str]] = defaultdict(set)
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    owners = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            way = owners.get(id(node), "")
            asked[node.id] |= {way} if way in ASKED else set() if way in ("pattern", "flags") else ALL_WAYS
    return asked


def modules() -> Iterator[ModuleType]:
    """All of the program but its tests and migrations."""
    package = importlib.import_module("tongxin")
    for one in pkgutil.walk_packages(package.__path__, "tongxin."):
        if not (".tests" in one.name or ".migrations" in one.name or one.name.endswith("__main__")):
            yield importlib.import_module(one.name)


def patterns() -> list[Kept]:
    """Every pattern, once."""
    found: dict[tuple[str, int], tuple[re.Pattern[str], str, set[str]]] = {}
    for module in modules():
        held = [(name, value, one) for name, value in vars(module).items() for one in within(value)]
        asked: dict[str, set[str]] = ways_in(module) if held else {}
        for name, value, one in held:
            ways = asked.get(name, set()) if value is one else ALL_WAYS
            known = found.setdefault((one.pattern, one.flags), (one, f"{module.__name__}.{name}", set()))
            known[2].update(ways)
    return [Kept(pattern, place, frozenset(ways or ALL_WAYS)) for pattern, place, ways in found.values()]


def named(place: str) -> Any:
    """What a module keeps under a name."""
    module, _dot, name = place.rpartition(".")
    return getattr(importlib.import_module(module), name)


def slow_doors(length: int) -> dict[str, float]:
    """Functions that took too long over a text of that length, with seconds."""
    found = {}
    for place, more in DOORS.items():
        door = inspect.unwrap(named(place))

        def ask(text: str, door: Callable[..., object] = door, more: dict[str, Any] = more) -> None:
            with suppress(ValueError):
                door(text, **more)

        taken, _most, _begins = slowest(ask, length, LONGEST_DOOR)
        if taken > LONGEST_DOOR:
            found[place] = taken
    return found


def slowest(ask: Callable[[str], object], length: int, longest: float = LONGEST) -> tuple[float, int, str]:
    """Seconds for the worst text, how long that is, and how it begins. What is too slow for a text of a hundredth or a tenth of the length is
    asked for no longer one: it would only be slower."""
    worst = (0.0, 0, "")
    for most in sorted({max(length // 100, 1), max(length // 10, 1), length}):
        for text in texts(most):
            taken = _once(ask, text)
            if taken > longest:  # once more, for something else may have been in the way
                taken = min(taken, _once(ask, text))
            worst = max(worst, (taken, most, text[:8]))
            if taken > longest:
                return worst
    return worst


def texts(length: int) -> Iterator[str]:
    """Texts of that length that keep patterns busy."""
    return (
        before + (piece * (length // len(piece) + 1))[:length] + behind for piece in PIECES for before, behind in AROUND
    )


def _once(ask: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    ask(text)
    return time.process_time() - begun


def main(argv: list[str]) -> int:
    """Exit status 0 when no pattern took longer than a tenth of a second."""
    parser = argparse.ArgumentParser(prog="bin/sec redos", description=__doc__)
    parser.add_argument("--length", type=int, default=100_000)
    length = parser.parse_args(argv).length
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings_test")
    django.setup()
    known, slow, worst = patterns(), 0, 0.0
    for one in known:
        most = int(named(CUT[one.place])) if one.place in CUT else length
        for way in sorted(one.ways):
            taken, signs, begins = slowest(partial(ASKED[way], one.pattern), min(most, length))
            worst = max(worst, taken)
            if taken > LONGEST:
                slow += 1
                print(
                    f"{taken:8.2f} s  {one.place}.{way}  {one.pattern.pattern[:60]!r}  on {signs:,} signs {begins!r}…",
                    file=sys.stderr,
                    flush=True,
                )
    doors = slow_doors(length)
    for place, taken in doors.items():
        print(f"{taken:8.2f} s  {place}", file=sys.stderr, flush=True)
    count = len(PIECES) * len(AROUND)
    print(
        f"{len(known)} patterns, {count} texts of {length:,} signs: slowest {worst * 1000:.0f} ms, {slow} too slow; "
        f"{len(CUT)} of them are given less, and of {len(DOORS)} functions that see to it {len(doors)} are too slow"
    )
    return 1 if slow or doors or not known else 0
