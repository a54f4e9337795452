"""Facts follow the record into which another one was merged, and go back with it."""

from django.db import transaction

from tongxin.directory.doubles.actions import carry
from tongxin.directory.memory.models import Fact


@transaction.atomic
def move_to_kept(*, merge: int, kept: int, gone: int) -> None:
    """What was remembered of the one that goes, is remembered of the one that stays."""
    carry(merge, Fact.objects.filter(party=gone), column="party", to=kept)
    carry(merge, Fact.objects.filter(relative=gone), column="relative", to=kept)
