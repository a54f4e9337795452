"""Which customers are key customers."""

from collections.abc import Collection

from tongxin.directory.ownership.models import KeyCustomer


def keys_among(parties: Collection[int]) -> set[int]:
    """Numbers of the key customers among these."""
    return set(KeyCustomer.objects.filter(party__in=list(parties)).values_list("party_id", flat=True))
