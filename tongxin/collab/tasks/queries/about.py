"""Tasks with what they are about, as the reader may see it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.tasks.models import Task


@dataclass(frozen=True)
class Row:
    """A task; `title` and `url` of its record are empty where there is none, or none in sight."""

    task: Task
    title: str = ""
    url: str = ""


def rows_of(person: Any, tasks: Sequence[Task]) -> list[Row]:  # Any: also takes Django's anonymous user
    """One question for each kind of record."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for task in tasks:
        if task.subject is not None:
            wanted[task.subject.kind].add(task.subject.id)
    seen = {
        Subject(name, number): (kind.title(record), kind.url(record))
        for name, ids in wanted.items()
        if (kind := subject_kinds.find(name)) is not None
        for number, record in kind.visible(person, ids).items()
    }
    return [Row(task, *seen.get(task.subject, ())) if task.subject else Row(task) for task in tasks]
