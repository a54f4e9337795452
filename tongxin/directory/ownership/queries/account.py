"""The account of a hand-over as its reader may see it."""

from dataclasses import dataclass
from typing import Any

from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task
from tongxin.directory.activities.models import Step
from tongxin.directory.ownership.models import HandOver, Kind
from tongxin.directory.parties.models import Party

NAMED = 200


@dataclass(frozen=True)
class Lines:
    """What of one kind moved: how many, how many stayed or went back, and the first by name (title, address)."""

    label: str
    moved: int
    back: int
    kept: int
    named: list[tuple[str, str]]


def account_of(person: Person, one: HandOver) -> list[Lines]:
    """By kind. What the reader may not see is counted but not named."""
    return [_lines(person, one, kind) for kind in one.kinds]


def _lines(person: Person, one: HandOver, kind: str) -> Lines:
    rows = one.moved.filter(kind=kind)
    ids = list(rows.order_by("pk").values_list("record_id", flat=True)[:NAMED])
    back = rows.filter(back_at__isnull=False).count()
    return Lines(str(Kind(kind).label), rows.count(), back, int(one.kept.get(kind, 0)), _named(person, kind, ids))


def _named(person: Person, kind: str, ids: list[int]) -> list[tuple[str, str]]:
    records: Any  # Any: customers or steps
    if kind == Kind.CUSTOMERS:
        records = Party.objects.visible_to(person).living().filter(pk__in=ids).order_by("sort_key", "pk")
    elif kind == Kind.STEPS:
        records = Step.objects.visible_to(person).filter(pk__in=ids).order_by("due_on", "pk")
    elif kind == Kind.TASKS:
        records = Task.objects.filter(pk__in=ids).visible_to(person).order_by("due_on", "pk")
    else:
        return []
    return [(str(record), record.get_absolute_url()) for record in records]
