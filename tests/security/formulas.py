"""Formulas by the hundred thousand: grown from the grammar, bent by chance, and run over extreme values.

Nothing but a Fault may come out, within 50 ms of CPU and the steps that a formula may take. The same seed asks the same.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import django

from tongxin.base.formulas import FUNCTIONS, Fault, Value, names_in, read_formula, renamed, type_of
from tongxin.base.formulas.functions import ALIASES
from tongxin.base.formulas.running import MOST_STEPS, run_counting
from tongxin.base.formulas.tree import TYPES, type_of_value
from tongxin.base.money import Money

LONGEST_MS = 50.0
KINDS = {"数量": "number", "单价": "money", "日期": "date", "名称": "text", "老客": "yes_no", "设备": "choices"}
EXTREMES: dict[str, tuple[Value, ...]] = {
    "数量": (Decimal(0), Decimal("-0.0000001"), Decimal(10) ** 17, Decimal("1E-40"), Decimal("NaN"), Decimal("12.5"), None),
    "单价": (Money.of("35.50", "CNY"), Money.of(0, "CNY"), Money(10**17, "CNY"), Money.of(7, "JPY"), None),
    "日期": (date.min, date.max, date(2024, 2, 29), date(2026, 1, 31), None),
    "名称": ("苏州恒润", "", "a" * 9_999, "\ud83d", "İß", "\0", "1e400", "٣", None),
    "老客": (True, False, None),
    "设备": (("车床", "铣床"), (), ("", "a" * 200), None),
}  # fmt: skip
LEAVES = [
    "0",
    "1",
    "2.5",
    "99999999999999999999",
    "0.0000001",
    "5%",
    '"苏"',
    '""',
    "真",
    "空",
    *[f"[{name}]" for name in KINDS],
    "[没有]",
]
OPS = "+ - * / & = <> < <= > >= and or 且 或 ≠".split()
_WRITTEN = {"number": ["0", "1", "-2.5", "3%"], "text": ['"苏"', '""'], "yes_no": ["真", "否"]}
_JOINED = {"number": "+-*/", "money": "+-", "text": "&", "yes_no": ["and", "or", "且"]}
SIGNS = "()[]（）,，+-*/&=<>%\"“”.0９ e空\n\t\0\u202e\ud83d！~{}#'\\"


@dataclass
class Found:
    """What came out."""

    runs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    steps: int = 0
    broken: list[str] = field(default_factory=list)


def fitting(chance: random.Random, kind: str, depth: int) -> str:
    """A formula of the grammar that gives a value of this type."""
    leaves = [f"[{name}]" for name, one in KINDS.items() if one == kind] + _WRITTEN.get(kind, [])
    makers = [(name, known) for name, known in FUNCTIONS.items() if known.gives in (kind, "same", "first")]
    if depth <= 0 or (leaves and chance.random() < 0.15):
        return chance.choice(leaves)
    if kind in _JOINED and chance.random() < 0.4:
        return f"({fitting(chance, kind, depth - 1)} {chance.choice(_JOINED[kind])} {fitting(chance, kind, depth - 1)})"
    if kind == "yes_no" and chance.random() < 0.5:
        one = chance.choice(["number", "money", "date", "text"])
        return f"({fitting(chance, one, depth - 1)} {chance.choice(['=', '<>', '<', '>='])} {fitting(chance, one, depth - 1)})"
    name, known = chance.choice(makers)
    count = max(known.least, chance.randrange(len(known.takes) + 1 + 3 * known.repeats))
    parts = []
    for place in range(min(count, 5) if known.repeats else min(count, len(known.takes))):
        takes = known.takes[min(place, len(known.takes) - 1)]
        free = known.gives in ("same", "first") and place >= known.same and kind in takes
        parts.append(fitting(chance, kind if free else chance.choice(list(takes)), depth - 1))
    return f"{name}({', '.join(parts)})"


def grown(chance: random.Random, depth: int) -> str:
    """A formula of the grammar."""
    if depth <= 0 or chance.random() < 0.2:
        return chance.choice(LEAVES)
    shape = chance.random()
    if shape < 0.4:
        return f"({grown(chance, depth - 1)} {chance.choice(OPS)} {grown(chance, depth - 1)})"
    if shape < 0.9:
        name = chance.choice([*FUNCTIONS, *ALIASES])
        known = FUNCTIONS[ALIASES.get(name, name)]
        count = chance.choice([len(known.takes), known.least, chance.randrange(6)])
        return f"{name}({', '.join(grown(chance, depth - 1) for _ in range(count))})"
    return f"{chance.choice(['-', 'not ', '非'])}{grown(chance, depth - 1)}"


def bent(chance: random.Random, source: str) -> str:
    """The same with a few characters put in, taken out, repeated or exchanged."""
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(source) + 1)
        to = min(len(source), at + chance.randrange(1, 6))
        piece = chance.choice(
            [chance.choice(SIGNS), "", source[at:to] * chance.choice([2, 3, 40]), chance.choice(LEAVES)]
        )
        source = source[:at] + piece + source[to:]
    return source


def asked(chance: random.Random) -> str:
    """One formula to try."""
    if chance.random() < 0.02:
        return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(200)))
    if chance.random() < 0.01:
        return chance.choice(["(", "-", "not ", "if(", "["]) * chance.choice([39, 41, 400, 1_999, 2_001]) + "1"
    depth = chance.randrange(1, 6)
    source = fitting(chance, chance.choice(TYPES[:5]), depth) if chance.random() < 0.7 else grown(chance, depth)
    return bent(chance, source) if chance.random() < 0.3 else source


def answered(source: str, values: dict[str, Value]) -> int:
    """Read, check, rename and run one formula, as the fields of a firm do. Answers the steps it took."""
    tree = read_formula(source)
    names_in(tree)
    renamed(source, dict.fromkeys(KINDS, "新名"))
    said = type_of(tree, KINDS)
    answer, steps = run_counting(tree, values)
    assert answer is None or said not in TYPES or type_of_value(answer) in (said, "empty"), f"{said}: {answer!r}"
    return steps


def tried(found: Found, source: str, values: dict[str, Value]) -> None:
    """Whatever comes out of one formula, and how long it takes: the least of several runs where one was slow."""
    spent = LONGEST_MS
    for _ in range(3):
        began = time.thread_time()
        kind, steps, broken = _outcome(source, values)
        spent = min(spent, (time.thread_time() - began) * 1_000)
        if spent < LONGEST_MS / 10:
            break
    found.runs += 1
    found.kinds[kind] += 1
    found.broken += broken
    found.steps = max(found.steps, steps)
    found.slowest = max(found.slowest, (spent, source[:200]))


def _outcome(source: str, values: dict[str, Value]) -> tuple[str, int, list[str]]:
    try:
        return "answered", answered(source, values), []
    except Fault as fault:
        is_told = 0 <= fault.at < fault.end and str(fault)
        return "fault", 0, [] if is_told else [f"a fault without words or place: {source!r:.300}"]
    except Exception as error:  # noqa: BLE001  # whatever else comes out is what is looked for
        return "broken", 0, [f"{type(error).__name__}: {error!s:.200} in {source!r:.300} with {values!r:.300}"]


def fuzzed(runs: int, seed: int) -> Found:
    """So many formulas."""
    chance, found = random.Random(seed), Found()
    for _ in range(runs):
        tried(found, asked(chance), {name: chance.choice(some) for name, some in EXTREMES.items()})
    return found


def main(argv: list[str]) -> int:
    """Answers 0 when nothing broke and nothing took too long."""
    parser = argparse.ArgumentParser(prog="bin/sec fuzz-formula", description=__doc__)
    parser.add_argument("-runs", "--runs", type=int, default=1_000_000)
    parser.add_argument("-seed", "--seed", type=int, default=1)
    wanted = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
    django.setup()
    found = fuzzed(wanted.runs, wanted.seed)
    print(
        f"{found.runs} formulas: {dict(found.kinds)}; slowest {found.slowest[0]:.2f} ms ({found.slowest[1]!r:.120}); at most {found.steps} steps"
    )
    for line in found.broken[:20]:
        print(line, file=sys.stderr)
    return int(bool(found.broken) or found.slowest[0] >= LONGEST_MS or found.steps > MOST_STEPS)
