"""A firm in which approvals are on their way, for those who hurt them, and what must be true of them whatever happens."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.management import call_command

from tongxin.collab.approvals.models import Approval, HistoryEntry
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.rules import Course, take
from tongxin.collab.approvals.rules.taking import dropped
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.actions import add_person
from tongxin.collab.people.models import Person
from tongxin.project.founding import found_firm

PASSWORD = "gold-fish-2026-swim"


def step(key: str, *people: int, **more: Any) -> dict[str, Any]:
    """A step with these people."""
    who = [{"from": "people", "people": list(people)}]
    return {"type": "step", "key": key, "name": key, "who": who, "minutes": 120, **more}


def hire(names: int) -> list[Person]:
    """Tables, a firm, its boss and some people."""
    call_command("migrate", verbosity=0)
    boss = found_firm(company="恒信", name="陈岚", email="boss@hengxin.example", password=PASSWORD)
    others = [
        add_person(by=boss, name=f"同事{number}", email=f"p{number}@hengxin.example", password=PASSWORD)
        for number in range(names)
    ]
    return [boss, *others]


def untrue() -> dict[str, int]:
    """What must never be: decisions made twice, gaps in a history, a replay that says something else, rows that differ from it, tasks
    without anybody, notices that never left or left under another key."""
    found = {"twice": 0, "gaps": 0, "replay_differs": 0, "rows_differ": 0, "stuck_in_silence": 0, "untold": 0}
    for approval in Approval.objects.select_related("version__flow").iterator():
        _look_at(approval, found)
    return found


def _look_at(approval: Approval, found: dict[str, int]) -> None:
    course, entries = Course(graph_of(approval.version, approval.kind)), list(approval.entries.all())
    for entry in entries:
        take(course, entry.fact)
        found["replay_differs"] += json.loads(json.dumps([one.told() for one in course.commands])) != entry.commands
    numbers = [entry.number for entry in entries]
    found["gaps"] += numbers != list(range(1, approval.length + 1))
    gone = dropped(course.past)
    decided = [e.data["task"] for e in entries if e.kind in ("agreed", "refused", "returned") and e.number not in gone]
    found["twice"] += len(decided) - len(set(decided))
    rows = {row.number: row for row in approval.holders.all()}
    state = course.state
    for task in state.tasks.values():
        row = rows.get(task.number)
        is_open = task.is_open and state.status in ("running", "stuck")
        found["rows_differ"] += row is None or (row.status, row.is_open) != (task.status, is_open)
    found["rows_differ"] += approval.status != state.status
    waits = any(state.open_tasks()) or any(state.active_runs())
    found["stuck_in_silence"] += state.status == "running" and not waits
    found["untold"] += _untold(approval, entries)


def _untold(approval: Approval, entries: Sequence[HistoryEntry]) -> int:
    there = set(Notice.objects.filter(subject_kind="approval", subject_id=approval.pk).values_list("person_id", "key"))
    wanted = {
        (person, f"approval:{approval.pk}:{entry.number}:{place}")
        for entry in entries
        for place, told in enumerate(entry.commands)
        if told["do"] == "Tell"
        for person in told["who"]
        if person != entry.by_id
    }
    return len(wanted - there)
