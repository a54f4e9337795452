"""Histories that were kept earlier lead to the same commands and the same end."""

import json
from datetime import datetime

import pytest

from tongxin.collab.approvals.rules import Course, Fact, read_graph, take, taking
from tongxin.collab.approvals.rules.taking import KINDS, Impossible
from tongxin.collab.approvals.tests.playing import FACTS
from tongxin.collab.approvals.tests.recording import kept

NODES = {"Step", "Fork", "Notice", "Wait", "Act", "Judge", "Subflow", "Route"}


def test_histories_replay() -> None:
    count, seen = 0, set[str]()
    for place, history in enumerate(kept()):
        course = Course(read_graph(history["flow"], facts=FACTS))
        seen |= {type(node).__name__ for node in course.graph.nodes.values()}
        for number, (kind, at, by, data, told) in enumerate(history["entries"], 1):
            take(course, Fact(number=number, kind=kind, at=datetime.fromisoformat(at), by=by, data=data))
            said = json.loads(json.dumps([one.told() for one in course.commands]))
            assert said == told, f"history {place}, entry {number}"
            seen.add(kind)
        assert course.state.status == history["status"]
        count += 1
    assert count >= 1_000
    assert seen >= KINDS | NODES, "a kind of entry or of node of which no history is kept"


def test_another_rule_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongxin.collab.approvals.rules.deciding.settle", lambda course, run: None)
    with pytest.raises(AssertionError):
        test_histories_replay()


@pytest.mark.parametrize("kind", ["acted", "act_failed", "gone_on", "sub_ended", "copied", "withdrawn", "removed"])
def test_so_would_an_entry_that_means_something_else(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(taking._HANDLERS, kind, lambda course, fact: None)
    with pytest.raises((AssertionError, Impossible)):
        test_histories_replay()
