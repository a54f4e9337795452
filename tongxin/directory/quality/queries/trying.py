"""What other rules would make of the customers there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongxin.directory.parties.models import Party
from tongxin.directory.quality.queries.knowing import known_of
from tongxin.directory.quality.rating import Known, Rule, rate

_AT_ONCE = 400
MOST = 2000


@dataclass
class Trial:
    """How many customers were looked at, how many would stand better or worse, and their mean scores before and after."""

    looked_at: int = 0
    better: int = 0
    worse: int = 0
    before: int = 0
    after: int = 0


def trial_of(old: Sequence[Rule], new: Sequence[Rule], at: datetime) -> Trial:
    """The newest MOST customers rated by both; nothing is written. A record of which nothing is asked counts as whole."""
    numbers = list(Party.objects.customers().order_by("-id").values_list("pk", flat=True)[:MOST])
    pairs = [
        (_score(known, old, at), _score(known, new, at))
        for start in range(0, len(numbers), _AT_ONCE)
        for known in known_of(numbers[start : start + _AT_ONCE]).values()
    ]
    count = len(pairs) or 1
    return Trial(
        looked_at=len(pairs),
        better=sum(after > before for before, after in pairs),
        worse=sum(after < before for before, after in pairs),
        before=round(sum(before for before, _after in pairs) / count),
        after=round(sum(after for _before, after in pairs) / count),
    )


def _score(known: Known, rules: Sequence[Rule], at: datetime) -> int:
    score = rate(known, rules, at).score
    return 100 if score is None else score
