"""This room's piece of the customer's page."""

from typing import Any

from tongxin.directory.doubles.models import Pair
from tongxin.directory.doubles.queries.merges import merges_of
from tongxin.directory.doubles.queries.pairs import lines_of_pairs
from tongxin.directory.parties.models import Party

_MOST = 5


def doubles_context(
    person: Any, party: Party
) -> dict[str, Any] | None:  # Any: the person type of the doors; template context
    """With whom the record may be one, and what was merged into it, with the way back; nothing when there is neither."""
    merges = list(merges_of(party)[:_MOST])
    pairs = list(Pair.objects.of(party.pk).living().open().order_by("-likelihood")[:_MOST])
    lines = [line for line in lines_of_pairs(person, pairs) if line.is_open] if pairs else []
    if not merges and not lines:
        return None
    found = [(line, line.gone.party if line.kept.party == party else line.kept.party) for line in lines]
    return {"merges": merges, "pairs": found}
