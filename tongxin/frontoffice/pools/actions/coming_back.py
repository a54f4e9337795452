"""What the rules of return do: carry out what is due, and warn before. Both in batches, and harmless when done twice."""

from collections import Counter
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from tongxin.base.work import Handle
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.actions.deriving import rederive
from tongxin.frontoffice.pools.actions.moving import put_in
from tongxin.frontoffice.pools.models import Custody, CustodyQuerySet, ReturnLine, ReturnRule, Stay
from tongxin.frontoffice.pools.queries.covering import covering

BATCH = 200


def return_due(*, at: datetime, job: Handle | None = None) -> int:
    """Move every customer whose time is up into its pool. Answers how many.

    A stored date is never trusted: each batch is derived anew, with the customers locked, and only what is due then moves.
    """
    done = 0
    while True:
        with transaction.atomic():
            if job is not None:
                job.within(done=done)
            moved, looked = _batch(at)
        done += moved
        if looked < BATCH:
            return done


def _batch(at: datetime) -> tuple[int, int]:
    """Who is due among the longest overdue, moved line by line: what follows from a move is worked out once for many."""
    ids = list(Custody.objects.due(at).values_list("pk", flat=True)[:BATCH])
    rederive(parties=ids)
    due = Custody.objects.filter(pk__in=ids, line__isnull=False).due(at)
    by_line: dict[ReturnLine, list[int]] = {}
    for custody in due.select_related("line__rule__pool", "line__into"):
        by_line.setdefault(cast(ReturnLine, custody.line), []).append(custody.pk)
    moved = 0
    for line, parties in by_line.items():
        pool = line.into if line.into is not None and line.into.is_open else line.rule.pool
        stays = put_in(by=None, pool=pool, parties=parties, way=Stay.Way.RULE, line=line, version=line.rule.version)
        moved += len(stays)
    return moved, len(ids)


def warn_owners(*, at: datetime) -> int:
    """Tell owners once, in one notice each, what returns in the days of warning. Answers how many were told."""
    told = 0
    for rule in covering():
        days = ReturnRule.objects.values_list("warn_days", flat=True).get(pk=rule.pool_id)
        soon = Custody.objects.filter(owner__in=rule.people).until(at + timedelta(days=days))
        told += _warn(soon.filter(Q(warned_for=None) | ~Q(warned_for=F("return_at"))), days, at)
    return told


@transaction.atomic
def _warn(soon: CustodyQuerySet, days: int, at: datetime) -> int:
    rows = list(soon.order_by("party").select_for_update(of=("self",)).values_list("pk", "owner_id"))
    for owner, count in Counter(owner for _pk, owner in rows).items():
        notify(
            people=Person.objects.filter(pk=owner),
            kind="pool.warning",
            text=gettext_noop("%(count)s of your customers return to the pool within %(days)s days"),
            url="/pools/returning/",
            particulars={"count": count, "days": days},
            at=at,
        )
    Custody.objects.filter(pk__in=[pk for pk, _owner in rows]).update(warned_for=F("return_at"))
    return len({owner for _pk, owner in rows})
