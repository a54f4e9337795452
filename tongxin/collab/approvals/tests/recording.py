"""Keeps histories, so that later rules are held to what earlier ones said: `python -m tongxin.collab.approvals.tests.recording 120`.

Histories that are kept are never made anew: new ones are added. A rule that changes what an old entry led to needs a word of its own.
"""

import json
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tongxin.collab.approvals.rules import Course, decide, take
from tongxin.collab.approvals.tests.playing import Play
from tongxin.collab.approvals.tests.test_invariants import played

KEPT = Path(__file__).with_name("histories.jsonl")


def recorded(play: Play) -> dict[str, Any]:
    """The flow, and each entry with the commands that followed."""
    course, entries = Course(play.graph), []
    for fact in play.course.past:
        take(course, fact)
        told = [one.told() for one in course.commands]
        entries.append([fact.kind, fact.at.isoformat(), fact.by, dict(fact.data), told])
    return {"flow": play.described, "entries": entries, "status": decide(play.graph, play.course.past).state.status}


def main(count: int) -> None:
    """Add so many."""
    lines: list[str] = []

    @settings(
        max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def one(data: Any) -> None:
        lines.append(json.dumps(recorded(played(data.draw)), separators=(",", ":"), sort_keys=True))

    one()
    with KEPT.open("a") as file:
        file.writelines(f"{line}\n" for line in dict.fromkeys(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]))
