"""The account of a hand-over as its reader may see it."""

from dataclasses import dataclass

from tongxin.base.registries.held import held_kinds
from tongxin.collab.people.models import Person
from tongxin.directory.ownership.models import HandOver

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
    held = held_kinds.get(kind)
    return Lines(str(held.label), rows.count(), back, int(one.kept.get(kind, 0)), held.named(person, ids))
