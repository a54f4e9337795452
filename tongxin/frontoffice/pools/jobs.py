"""The room's own work."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.frontoffice.pools.actions import (
    carry_trial_out,
    hand_out_by_rule,
    rederive_all,
    rederive_moved,
    return_due,
    warn_owners,
)


@work(name="pools.return", every=timedelta(minutes=10))
def come_back(*, job: Handle) -> dict[str, int]:
    """Warn, carry out what is due, and hand out where a pool does so by itself."""
    warned, returned = warn_owners(at=now()), return_due(at=now(), job=job)
    return {"warned": warned, "returned": returned, "handed_out": hand_out_by_rule(at=now(), job=job)}


@work(name="pools.follow_people")
def follow_people(*, job: Handle) -> dict[str, int]:
    """Somebody came, went or moved, or units did: other rules count for their customers now."""
    return {"moved": rederive_moved(job=job)}


@work(name="pools.rederive")
def derive_anew(*, job: Handle) -> dict[str, int]:
    """A rule or a scope was changed."""
    return {"looked_at": rederive_all(job=job)}


@work(name="pools.try_out", retries=0)
def try_out(
    *, pool: int, lines: Sequence[dict[str, Any]], least_words: int, until: str, job: Handle
) -> dict[str, Any]:  # Any: JSON values
    """Somebody wants to know what a rule would do."""
    return carry_trial_out(pool=pool, lines=lines, least_words=least_words, until=until, job=job)
