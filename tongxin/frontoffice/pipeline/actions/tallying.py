"""Keeping the sums in step with the opportunities, in the transaction of every change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F

from tongxin.frontoffice.pipeline.models import Opportunity, Tally
from tongxin.frontoffice.pipeline.models.opportunity import SOME_DAY


class Line(NamedTuple):
    """To which sum an opportunity belongs."""

    pipeline_id: int
    stage_id: int
    state: str
    owner_id: int
    unit_id: int | None
    currency: str
    month: date

    @property
    def key(self) -> str:
        """The sum's own name."""
        unit = self.unit_id or 0
        return f"{self.stage_id}:{self.state}:{self.owner_id}:{unit}:{self.currency}:{self.month:%Y-%m}"


@dataclass(frozen=True)
class Share:
    """What one opportunity adds to its sum."""

    line: Line
    count: int
    amount: int
    weighted: int

    def __neg__(self) -> "Share":
        return Share(self.line, -self.count, -self.amount, -self.weighted)


def weighted(amount: int | None, probability: int) -> int:
    """The amount times the probability, rounded half up to the smallest unit."""
    return ((amount or 0) * probability + 50) // 100


def share_of(opportunity: Opportunity) -> Share:
    """Where the opportunity counts, and how much; nothing while it lies in the recycle bin."""
    day = (
        opportunity.expected_on if opportunity.state == Opportunity.State.OPEN else opportunity.closed_on
    ) or SOME_DAY
    line = Line(
        opportunity.pipeline_id,
        opportunity.stage_id,
        opportunity.state,
        opportunity.owner_id,
        opportunity.unit_id,
        opportunity.currency,
        day.replace(day=1),
    )
    if opportunity.deleted_at is not None:
        return Share(line, 0, 0, 0)
    return Share(line, 1, opportunity.amount or 0, weighted(opportunity.amount, opportunity.probability))


def tally(shares: Iterable[Share]) -> None:
    """Add these shares to the sums. Sums are touched in the order of their names, so that two writers never wait for each other."""
    together: dict[str, Share] = {}
    for share in shares:
        known = together.get(share.line.key, Share(share.line, 0, 0, 0))
        together[share.line.key] = Share(
            share.line, known.count + share.count, known.amount + share.amount, known.weighted + share.weighted
        )
    for key in sorted(together):
        _add(key, together[key])


def _add(key: str, share: Share) -> None:
    if not (share.count or share.amount or share.weighted):
        return
    sums = {name: F(name) + getattr(share, name) for name in ("count", "amount", "weighted")}
    if not Tally.objects.filter(key=key).update(**sums):
        Tally.objects.get_or_create(key=key, defaults=share.line._asdict())
        Tally.objects.filter(key=key).update(**sums)


def recount() -> None:
    """Add everything up anew, after rows were changed behind the room's back. Needs a transaction."""
    Tally.objects.all().delete()
    tally(share_of(one) for one in Opportunity.objects.living().iterator())
