"""Which customers are key customers."""

from collections.abc import Collection

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.directory.ownership.models import KeyCustomer


def keys_among(parties: Collection[int]) -> set[int]:
    """Numbers of the key customers among these."""
    return set(_keys(list(parties)))


@prepared
def _keys(parties: list[int]) -> QuerySet[KeyCustomer, int]:
    return KeyCustomer.objects.filter(party__in=parties).values_list("party_id", flat=True)
