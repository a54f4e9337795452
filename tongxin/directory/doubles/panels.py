"""This room's piece of the customer's page."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.directory.doubles.models import Pair
from tongxin.directory.doubles.queries.merges import merges_into
from tongxin.directory.doubles.queries.pairs import known_to, lines_of_pairs
from tongxin.directory.doubles.queries.reasons import closed_reasons
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import around

_MOST = 5


@prepared
def _pairs(party: int) -> QuerySet[Pair]:
    return Pair.objects.of(party).living().open().order_by("-likelihood")[:_MOST]


def is_there() -> Exists:
    """Whether the customer at hand may be one with another."""
    return Exists(Pair.objects.open().filter(Q(one=OuterRef("pk")) | Q(other=OuterRef("pk"))))


def doubles_context(
    person: Any, party: Party
) -> dict[str, Any] | None:  # Any: the person type of the doors; template context
    """With whom the record may be one, and what was merged into it, with the way back; nothing when there is neither."""
    merged = around(person, party).merged
    merges = merges_into([party.pk, *merged])[:_MOST] if merged else []
    pairs = list(_pairs(party.pk)) if getattr(party, "has_doubles", True) else []
    if pairs and closed_reasons(person):  # nor in an order that tells of what is hidden
        pairs = list(known_to(person, Pair.objects.of(party.pk).living().open()).order_by("-id")[:_MOST])
    lines = [line for line in lines_of_pairs(person, pairs) if line.is_open] if pairs else []
    if not merges and not lines:
        return None
    found = [(line, line.gone.party if line.kept.party == party else line.kept.party) for line in lines]
    return {"merges": merges, "pairs": found}
