"""This room's piece of the customer's page."""

from typing import Any

from tongxin.directory.doubles.queries.merges import merges_of
from tongxin.directory.parties.models import Party

_MOST = 5


def merged_context(
    person: Any, party: Party
) -> dict[str, Any] | None:  # Any: the person type of the doors; template context
    """What was merged into the record, with the way back; nothing when nothing was."""
    merges = list(merges_of(party)[:_MOST])
    return {"merges": merges} if merges else None
