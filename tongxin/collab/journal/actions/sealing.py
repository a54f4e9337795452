"""Sealing what was written: afterwards and beside those who write, so that nobody waits for it."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tongxin.collab.journal.models import Entry, Seal
from tongxin.collab.journal.models.seal import chained, held_text

log = logging.getLogger(__name__)
# What is younger is left for later: somebody with a lower number may still be at it.
SETTLED: Final = timedelta(minutes=5)
AT_ONCE: Final = 1000
LOOKED_BACK: Final = 5  # seals


def seal_entries(*, now: datetime, most: int = 50) -> int:
    """Seal what has settled, in at most so many seals; answers how many entries. The newest chain goes into the log, which is kept elsewhere."""
    done = 0
    for _time in range(most):
        latest = list(Seal.objects.order_by("-pk")[: LOOKED_BACK + 1])
        entries = _unsealed(latest, now)
        if not entries or not _seal(entries, latest[0].pk if latest else 0, now):
            break
        done += len(entries)
    if done:
        newest = Seal.objects.latest("pk")
        log.info("journal sealed up to entry %d: %s", newest.last_id, newest.chain)
    return done


def _unsealed(latest: list[Seal], now: datetime) -> list[Entry]:
    """The next ones, and those whose long transaction ended after higher numbers were sealed."""
    settled = Entry.objects.filter(at__lt=now - SETTLED).order_by("pk")
    after = latest[0].last_id if latest else 0
    before = latest[LOOKED_BACK].last_id if len(latest) > LOOKED_BACK else 0
    held = {number for seal in latest[:LOOKED_BACK] for number in seal.digests}
    passed = settled.filter(pk__gt=before, pk__lte=after).values_list("pk", flat=True)
    late = sorted(set(passed) - held)[:AT_ONCE]
    return [*settled.filter(pk__in=late), *settled.filter(pk__gt=after)[: AT_ONCE - len(late)]]


@transaction.atomic
def _seal(entries: list[Entry], known: int, now: datetime) -> bool:
    """Unless somebody else has sealed meanwhile."""
    before = Seal.objects.select_for_update().order_by("-pk").first()
    if (before.pk if before else 0) != known:
        return False
    held = held_text(entries)
    last = max(before.last_id if before else 0, *(entry.pk for entry in entries))
    chain = chained(before.chain if before else "", held)
    Seal.objects.create(at=now, last_id=last, count=len(entries), held=held, chain=chain)
    return True
