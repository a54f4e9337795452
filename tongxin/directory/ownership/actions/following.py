"""When two records of one customer become one: hand-overs follow, and go back with it."""

from django.db import transaction

from tongxin.directory.doubles.actions import carry, value_before
from tongxin.directory.ownership.models import CUSTOMERS, Moved
from tongxin.directory.parties.models import Party


@transaction.atomic
def follow_merge(*, merge: int, kept: int, gone: int) -> None:
    """The kept record stands in the account where the gone one stood, and is what is taken back, unless it was the taker's before:
    then taking back leaves it alone."""
    owner = value_before(merge, Party.objects.get(pk=kept), "owner")
    rows = Moved.objects.filter(kind=CUSTOMERS, record_id=gone).exclude(hand_over__taker=owner)
    there = Moved.objects.filter(kind=CUSTOMERS, record_id=kept)
    carry(merge, rows, column="record_id", to=kept, once_per=["hand_over_id"], among=there)
