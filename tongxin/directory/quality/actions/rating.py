"""Rating records: some at once, many by a job.

A kept score follows from other rows and is no fact of its own, so writing it tells no event.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tongxin.base.clock import now
from tongxin.collab.jobs.actions import enqueue
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.models import Score
from tongxin.directory.quality.queries.knowing import known_from, rated_rows, rules_in_force
from tongxin.directory.quality.rating import PARTS, rate

AT_ONCE = 20
SIZE = 400
_KEPT = ("owner", "unit", "is_customer", "score", *PARTS, "failing", "rated_at", "changes_at")


def rate_soon(ids: Collection[int], *, contacted: Mapping[int, datetime | None] | None = None) -> None:
    """Rate a few records in the caller's transaction; many by jobs that begin after it. `contacted` are last contacts that the
    records do not say yet."""
    wanted = sorted(set(ids))
    if len(wanted) <= AT_ONCE:
        rate_parties(wanted, contacted=contacted)
        return
    for start in range(0, len(wanted), SIZE):
        enqueue(name="quality.rate", arguments={"parties": wanted[start : start + SIZE]}, priority=-1)


@transaction.atomic(savepoint=False)
def rate_parties(ids: Collection[int], *, contacted: Mapping[int, datetime | None] | None = None) -> int:
    """Write the scores of at most SIZE records; those of which nothing is asked have none. Answers how many have one.

    The records are locked, so that a change at the same moment is either read here or rates anew after this. Without a savepoint: whoever calls this in a
    transaction stands or falls with it.
    """
    if not ids:
        return 0
    at, rules = now(), rules_in_force()
    parties = {row["pk"]: row for row in rated_rows(ids, is_locked=True)}
    rows: list[Score] = []
    for number, known in known_from(list(parties.values())).items():
        if contacted is not None and number in contacted:
            known = replace(known, last_contact_at=contacted[number])
        rating = rate(known, rules, at)
        if rating.score is not None:
            party = parties[number]
            rows.append(
                Score(
                    party_id=number,
                    owner_id=party["owner_id"],
                    unit_id=party["unit_id"],
                    is_customer=party["is_customer"],
                    score=rating.score,
                    failing=[[one.part, one.fact, one.weight] for one in rating.failing],
                    rated_at=at,
                    changes_at=rating.changes_at,
                    **{part: rating.parts[part] for part in PARTS},
                )
            )
    if unrated := set(ids) - {row.pk for row in rows}:
        Score.objects.filter(pk__in=unrated).delete()
    Score.objects.bulk_create(rows, update_conflicts=True, unique_fields=["party"], update_fields=_KEPT)
    return len(rows)


def rate_from(after: int) -> int | None:
    """Rate the SIZE records after this number. Answers the last of them, None at the end. Needs a transaction."""
    numbers = list(Party.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:SIZE])
    rate_parties(numbers)
    return numbers[-1] if numbers else None


def rate_sinking() -> int:
    """Rate the next SIZE records whose score sank by itself. Answers how many there were. Needs a transaction."""
    rows = Score.objects.filter(changes_at__lte=now()).order_by("changes_at")
    numbers = list(rows.values_list("pk", flat=True)[:SIZE])
    rate_parties(numbers)
    return len(numbers)
