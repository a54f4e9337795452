"""Every pattern of the program against texts made to keep it busy: bin/sec redos [--length 100000].

Patterns are those that modules keep as names, alone or in lists, and those in their source that are compiled on the way are named in the report
by their number alone. Processor time is counted, least of two.
"""

import argparse
import importlib
import os
import pkgutil
import re
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

import django

LONGEST = 0.1  # seconds
PIECES = ["a", "1", " ", "a1", "1 ", "-", "1-", ".", "a.", "=", "(", '"', "\\", "\n", " \n", "中", "中1", "a@", "@", "<", "<a ", "http://", "/", "+", "1,", ",", "“", "年", "1月"]  # fmt: skip
ENDS = ["", "!", "\x00"]


def within(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value, those in lists and tables too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 3 and isinstance(value, dict):
        yield from (one for part in value.values() for one in within(part, depth + 1))
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        yield from (one for part in value for one in within(part, depth + 1))


def patterns() -> dict[tuple[str, int], str]:
    """Every pattern with its flags, and the module that keeps it."""
    found: dict[tuple[str, int], str] = {}
    package = importlib.import_module("tongxin")
    for module in pkgutil.walk_packages(package.__path__, "tongxin."):
        if ".tests" in module.name or ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for one in within(value):
                found.setdefault((one.pattern, one.flags), module.name)
    return found


def slowest(pattern: re.Pattern[str], texts: Iterable[str]) -> tuple[float, str]:
    """Seconds for the worst text, and how that begins."""
    worst = (0.0, "")
    for text in texts:
        taken = min(_once(pattern, text) for _time in range(2))
        worst = max(worst, (taken, text[:8]))
        if taken > LONGEST * 20:
            break
    return worst


def _once(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    pattern.search(text)
    pattern.fullmatch(text)
    return time.process_time() - begun


def main(argv: list[str]) -> int:
    """Exit status 0 when no pattern took longer than a tenth of a second."""
    parser = argparse.ArgumentParser(prog="bin/sec redos", description=__doc__)
    parser.add_argument("--length", type=int, default=100_000)
    length = parser.parse_args(argv).length
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings_test")
    django.setup()
    texts = [(piece * (length // len(piece) + 1))[:length] + end for piece in PIECES for end in ENDS]
    known, slow, worst = patterns(), 0, 0.0
    for (text, flags), module in known.items():
        taken, begins = slowest(re.compile(text, flags), texts)
        worst = max(worst, taken)
        if taken > LONGEST:
            slow += 1
            print(f"{taken:8.2f} s  {module}  {text[:80]!r}  on {begins!r}…", file=sys.stderr, flush=True)
    print(
        f"{len(known)} patterns, {len(texts)} texts of {length:,} signs: slowest {worst * 1000:.0f} ms, {slow} too slow"
    )
    return 1 if slow or not known else 0
