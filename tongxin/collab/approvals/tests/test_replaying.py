"""Histories that were kept earlier lead to the same commands and the same end."""

import json
from datetime import datetime

import pytest

from tongxin.collab.approvals.rules import Course, Fact, read_graph, take
from tongxin.collab.approvals.tests.playing import FACTS
from tongxin.collab.approvals.tests.recording import KEPT


def test_histories_replay() -> None:
    lines = KEPT.read_text().splitlines()
    assert len(lines) >= 100
    for place, line in enumerate(lines):
        kept = json.loads(line)
        course = Course(read_graph(kept["flow"], facts=FACTS))
        for number, (kind, at, by, data, told) in enumerate(kept["entries"], 1):
            take(course, Fact(number=number, kind=kind, at=datetime.fromisoformat(at), by=by, data=data))
            said = json.loads(json.dumps([one.told() for one in course.commands]))
            assert said == told, f"history {place}, entry {number}"
        assert course.state.status == kept["status"]


def test_another_rule_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongxin.collab.approvals.rules.deciding.settle", lambda course, run: None)
    with pytest.raises(AssertionError):
        test_histories_replay()
