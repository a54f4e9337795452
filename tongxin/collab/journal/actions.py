"""Writing down what happened."""

from collections.abc import Sequence

from tongxin.base.database.bulk import insert_rows
from tongxin.base.events import Telling
from tongxin.collab.journal.models import Entry


def _entry(told: Telling) -> Entry:
    return Entry(
        name=told.event.name,
        at=told.at,
        happened_at=told.happened_at,
        actor_id=told.by_id,
        on_behalf_of_id=told.on_behalf_of_id,
        kind=told.on.kind,
        subject_id=told.on.id,
        customer_id=told.customer_id,
        particulars=told.event.particulars(),
        before=dict(told.before) if told.before is not None else None,
        batch=told.batch,
    )


def write_entries(tellings: Sequence[Telling]) -> None:
    """Append one line per telling, in the caller's transaction."""
    if len(tellings) == 1:
        _entry(tellings[0]).save(force_insert=True)
    else:
        insert_rows(Entry, [_entry(told) for told in tellings])
