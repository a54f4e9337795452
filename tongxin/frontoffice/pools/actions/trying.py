"""Trying a rule out behind the scenes, where counting takes longer than somebody waits for a page."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.actions.saving import ask_administrator
from tongxin.frontoffice.pools.models import Pool
from tongxin.frontoffice.pools.queries.trying_out import Trial, concerned, count_among
from tongxin.frontoffice.pools.returning import Line

AT_ONCE = 20_000


def begin_trial(*, by: Person, pool: Pool, lines: Sequence[Line], least_words: int, until: datetime) -> Job:
    """Ask for the count of what these lines would take back until an instant, changing nothing. Raises NotAdministrator."""
    ask_administrator(by)
    plain = [{**asdict(line), "tiers": sorted(line.tiers)} for line in lines]
    arguments = {"pool": pool.pk, "lines": plain, "least_words": least_words, "until": until.isoformat()}
    return enqueue(name="pools.try_out", arguments=arguments, by=by)


def carry_trial_out(
    *, pool: int, lines: Sequence[dict[str, Any]], least_words: int, until: str, job: Handle
) -> dict[str, Any]:  # Any: JSON values
    """Count in pieces, saying how far it is. Answers a trial as JSON: see `trial_of`."""
    rule = [replace(Line(**line), tiers=frozenset(line["tiers"])) for line in lines]
    trial, rows = Trial(datetime.fromisoformat(until)), concerned(Pool.objects.get(pk=pool))
    last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    for begin in range(0, last, AT_ONCE):
        job.progress(begin, last)
        some = rows.filter(pk__gt=begin, pk__lte=begin + AT_ONCE)
        count_among(some, trial, rule, least_words=least_words)
    by_owner = {str(owner): count for owner, count in trial.by_owner.items()}
    return {"until": until, "looked_at": trial.looked_at, "by_owner": by_owner}
