"""Writing down what happened."""

from collections.abc import Collection, Sequence
from typing import Any

from tongxin.base.database.bulk import insert_values, reserve_ids
from tongxin.base.events import Telling
from tongxin.collab.journal.models import Entry, ErasedEntry

COLUMNS = (
    "name",
    "at",
    "happened_at",
    "actor_id",
    "on_behalf_of_id",
    "kind",
    "subject_id",
    "customer_id",
    "particulars",
    "before",
    "batch",
)


def _values(told: Telling) -> list[Any]:  # Any: column values
    return [
        told.event.name,
        told.at,
        told.happened_at,
        told.by_id,
        told.on_behalf_of_id,
        told.on.kind,
        told.on.id,
        told.customer_id,
        told.event.particulars(),
        dict(told.before) if told.before is not None else None,
        told.batch,
    ]


def write_entries(tellings: Sequence[Telling]) -> None:
    """Append one line per telling, in the caller's transaction."""
    if len(tellings) == 1:
        Entry(**dict(zip(COLUMNS, _values(tellings[0]), strict=True))).save(force_insert=True)
    else:
        numbers = reserve_ids(Entry, len(tellings))
        rows = ([number, *_values(told)] for number, told in zip(numbers, tellings, strict=True))
        insert_values(Entry, ("id", *COLUMNS), rows)


def empty_entries(ids: Collection[int]) -> list[int]:
    """Take out of these lines everything but who did something, to what, and when: by law a person's data go, the fact that somebody
    acted stays. Answers which lines there were."""
    rows = Entry.objects.filter(pk__in=ids)
    found = list(rows.values_list("pk", flat=True))
    rows.update(name="entry.erased", particulars={}, before=None)
    return found


def note_erased(ids: Collection[int]) -> None:
    """Remember of which lines words were taken by law, so that a look at the seals takes them for no forgery."""
    ErasedEntry.objects.bulk_create([ErasedEntry(entry_id=one) for one in ids], ignore_conflicts=True)
