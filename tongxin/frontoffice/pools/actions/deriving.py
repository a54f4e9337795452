"""Keeping what is derived true: when each customer returns, and who is still in a pool."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.events import PoolLeft
from tongxin.frontoffice.pools.models import Custody, Stay
from tongxin.frontoffice.pools.queries.covering import (
    Covering,
    covered_among,
    covering,
    firm_zone,
    moved_between,
    rules_on,
)
from tongxin.frontoffice.pools.queries.holding import Holding, custodies, holdings
from tongxin.frontoffice.pools.queries.sales import any_rule_asks_of, asked_by
from tongxin.frontoffice.pools.returning import returning

AT_ONCE = 500
_DERIVED = ("owner", "held_since", "followed_at", "return_at", "line", "protected_until", "covered_at")


@transaction.atomic(savepoint=False)
def rederive(*, parties: Collection[int], rules: Sequence[Covering] | None = None) -> None:
    """Write anew when these customers return. Does nothing where no rule is on.

    It stands or falls with the transaction of its cause. The customers are locked first: two who change the same customer take turns, and the later one sees what both did.
    """
    wanted = sorted(set(parties))
    if not wanted:
        return
    if not (rules_on() if rules is None else rules):
        if covered_among(wanted):
            Custody.objects.filter(party__in=wanted).update(return_at=None, line=None, covered_at=None)
        return
    for start in range(0, len(wanted), AT_ONCE):
        _write(wanted[start : start + AT_ONCE], rules)


def _write(ids: list[int], rules: Sequence[Covering] | None) -> None:
    owners = {owner for _party, owner in _locked(ids) if owner}
    rules = covering(among=owners) if rules is None else rules
    of = {person: rule for rule in rules for person in rule.people & owners}
    zone, at = firm_zone(), now()
    asked = asked_by([line for rule in rules for line in rule.lines], zone)
    least = {person: rule.least_words for person, rule in of.items()}
    found = holdings(ids, least, asked)
    if rest := custodies(sorted(set(ids) - {one.party_id for one in found})):
        _let_go([one.pk for one in rest], list(of))
    rows = [_row(one, of[one.owner_id], zone, at) for one in found]
    Custody.objects.bulk_create(rows, update_conflicts=True, unique_fields=["party"], update_fields=list(_DERIVED))


@prepared
def _locked(ids: list[int]) -> QuerySet[Party, tuple[int, int | None]]:
    return Party.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", "owner_id")


def _let_go(ids: list[int], covered: list[int]) -> None:
    """These return no more. Who keeps one keeps the protection, and since when: a key customer, one in the bin, one whom no rule covers for a while."""
    rest = Custody.objects.filter(party__in=ids)
    kept = rest.filter(party__owner=F("owner"))
    kept.filter(return_at__isnull=False).update(return_at=None, line=None)
    kept.filter(covered_at__isnull=False).exclude(owner__in=covered).update(covered_at=None)
    rest.exclude(pk__in=Party.objects.filter(pk__in=ids, owner=F("custody__owner")).values("pk")).delete()


def _row(one: Holding, rule: Covering, zone: ZoneInfo, at: datetime) -> Custody:
    held, is_elsewhere = one.held, one.line is not None and one.line not in {line.number for line in rule.lines}
    if held.covered_at is None or is_elsewhere:
        held = replace(held, covered_at=at)
    found = returning(rule.lines, held, starts_at=rule.starts_at, zone=zone, grace=rule.grace)
    return Custody(
        party_id=one.party_id,
        owner_id=one.owner_id,
        held_since=held.held_since,
        followed_at=held.followed_at,
        return_at=found.at if found else None,
        line_id=found.line if found else None,
        protected_until=held.protected_until,
        covered_at=held.covered_at,
    )


def rederive_all(*, job: Handle) -> int:
    """Write anew when every customer returns, in pieces; goes on where it was broken off. Answers how many were looked at.

    Begins with the lowest number and remembers how far it came, so that a hundred thousand customers need no long lock.
    """
    done = job.done
    last = Party.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    while done < last:
        ids = list(Party.objects.filter(pk__gt=done).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        with transaction.atomic():
            job.within(done=ids[-1], total=last)
            rederive(parties=ids)
        done = ids[-1]
    return done


def rederive_moved(*, job: Handle) -> int:
    """Write anew when customers return whose owner stands under another rule now than when it was written. Answers how many."""
    done, rules = 0, covering()
    while ids := moved_between(rules)[:AT_ONCE]:
        with transaction.atomic():
            job.within(done=done + len(ids))
            rederive(parties=list(ids), rules=rules)
        done += len(ids)
    return done


def follow_sales(*, kind: str, parties: Collection[int]) -> None:
    """Opportunities, orders or contracts of these customers changed. Does nothing where no rule looks at them."""
    if parties and any_rule_asks_of(kind):
        rederive(parties=parties)


def follow_all_deals() -> None:
    """Many opportunities came at once, with an import: dates are written anew behind the scenes."""
    if any_rule_asks_of("opportunity"):
        enqueue(name="pools.rederive", arguments={}, unique_key="all")


@transaction.atomic
def begin_grace(*, party: int) -> None:
    """From now on a customer may return that could not: its owner has the days of grace first."""
    Custody.objects.filter(party=party).update(covered_at=now())
    rederive(parties=[party])


@transaction.atomic
def end_stays(*, parties: Collection[int], at: datetime) -> None:
    """Customers in a pool who were given an owner by other ways than a claim are in no pool any more."""
    stays = Stay.objects.filter(party__in=list(parties), left_at=None, party__owner__isnull=False)
    for stay in stays.select_related("party__owner", "pool"):
        owner = stay.party.owner
        ended = Stay.objects.filter(pk=stay.pk, left_at=None)
        if owner is not None and ended.update(left_at=at, end=Stay.End.ASSIGNED, taken_by=owner):
            tell(
                PoolLeft(pool=stay.pool.name, end=Stay.End.ASSIGNED, owner=owner.name),
                by=None,
                on=Subject("pool", stay.pool_id),
                customer=stay.party_id,
            )
