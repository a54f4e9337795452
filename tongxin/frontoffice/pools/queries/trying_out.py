"""What a rule would do, before it is switched on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Pool
from tongxin.frontoffice.pools.queries.covering import firm_zone, members_of
from tongxin.frontoffice.pools.queries.holding import holdings
from tongxin.frontoffice.pools.returning import Line, returning

AT_ONCE = 2_000


@dataclass
class Trial:
    """How many customers would return until a day, by owner; `looked_at` is how many the rule concerns."""

    until: datetime
    looked_at: int = 0
    by_owner: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many in all."""
        return self.by_owner.total()


def try_out(pool: Pool, lines: Sequence[Line], *, least_words: int, starts_at: datetime, days: int = 7) -> Trial:
    """Count what these lines would take back in the first `days` days from `starts_at`. By the rules of the return itself, changing nothing."""
    trial = Trial(starts_at + timedelta(days=days))
    people = members_of(pool)
    owners = dict.fromkeys(people, least_words)
    zone = firm_zone()
    for ids in _customers(people):
        for one in holdings(ids, owners):
            found = returning(lines, one.held, starts_at=starts_at, zone=zone)
            trial.looked_at += 1
            if found is not None and found.at <= trial.until:
                trial.by_owner[one.owner_id] += 1
    return trial


def _customers(people: frozenset[int]) -> Iterator[list[int]]:
    """Numbers of everybody's customers, in pieces."""
    rows = Party.objects.customers().filter(owner__in=people).order_by("pk").values_list("pk", flat=True)
    last = 0
    while ids := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield ids
        last = ids[-1]
