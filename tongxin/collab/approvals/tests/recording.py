"""Keeps histories, so that later rules are held to what earlier ones said: `python -m tongxin.collab.approvals.tests.recording 120`.

Histories that are kept are never made anew: new ones are added. A rule that changes what an old entry led to needs a word of its own.
The first were drawn by `test_invariants`; those of `mixing` follow, packed, each by its own number: `… recording 1000 --from 1` adds them.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tongxin.collab.approvals.rules import Course, decide, take
from tongxin.collab.approvals.tests.mixing import Mixed
from tongxin.collab.approvals.tests.playing import Play
from tongxin.collab.approvals.tests.test_invariants import played

KEPT = Path(__file__).with_name("histories.jsonl")
MIXED = Path(__file__).with_name("histories_mixed.jsonl.gz")


def kept() -> Iterator[dict[str, Any]]:
    """All histories that were kept, the oldest first."""
    yield from map(json.loads, KEPT.read_text(encoding="utf-8").splitlines())
    with gzip.open(MIXED, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def recorded(play: Play) -> dict[str, Any]:
    """The flow, and each entry with the commands that followed."""
    course, entries = Course(play.graph), []
    for fact in play.course.past:
        take(course, fact)
        told = [one.told() for one in course.commands]
        entries.append([fact.kind, fact.at.isoformat(), fact.by, dict(fact.data), told])
    return {"flow": play.described, "entries": entries, "status": decide(play.graph, play.course.past).state.status}


def written(history: dict[str, Any]) -> str:
    """As one line."""
    return json.dumps(history, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n"


def keep_drawn(count: int) -> None:
    """Add so many as `test_invariants` draws them."""
    lines: list[str] = []

    @settings(
        max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def one(data: Any) -> None:
        lines.append(written(recorded(played(data.draw))))

    one()
    with KEPT.open("a", encoding="utf-8") as file:
        file.writelines(dict.fromkeys(lines))


def keep_mixed(first: int, count: int) -> None:
    """Add the mixed ones of these numbers. A part that is packed by itself may follow another in the same file."""
    lines = (written(recorded(Mixed(number).played())) for number in range(first, first + count))
    with MIXED.open("ab") as file:
        file.write(gzip.compress("".join(dict.fromkeys(lines)).encode(), mtime=0))


def main() -> None:
    """Add so many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first mixed one")
    asked = parser.parse_args()
    if asked.first:
        keep_mixed(asked.first, asked.count)
    else:
        keep_drawn(asked.count)


if __name__ == "__main__":
    main()
