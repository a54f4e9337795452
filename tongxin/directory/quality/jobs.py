"""The room's own work."""

from datetime import timedelta

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.directory.quality.actions import keep_week, rate_from, rate_parties, rate_sinking


@work(name="quality.rate")
def rate_some(*, parties: list[int]) -> dict[str, int]:
    """Rate the records that were changed together."""
    return {"rated": rate_parties(parties)}


@work(name="quality.rate_all")
def rate_all(*, job: Handle) -> None:
    """Rate every record, in the order of their numbers; after a crash from where it came to."""
    last: int | None = job.done
    while last is not None:
        with transaction.atomic():
            job.within(done=last)
            last = rate_from(last)


@work(name="quality.sink", every=timedelta(hours=1))
def sink(*, job: Handle) -> dict[str, int]:
    """Rate what sank by the mere passing of time."""
    rated, found = 0, 1
    while found:
        with transaction.atomic():
            job.within(done=rated)
            found = rate_sinking()
        rated += found
    return {"rated": rated}


@work(name="quality.snapshot", every=timedelta(hours=6))
def snapshot() -> dict[str, int]:
    """Keep how customer information stands in this week."""
    return {"rows": keep_week(now())}
