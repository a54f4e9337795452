"""Which rule of return covers whom: the first open pool, by order, in whose scope somebody stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.org.models import Post
from tongxin.collab.org.queries import firm_time_zone
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Custody, Pool, ReturnLine, ReturnRule
from tongxin.frontoffice.pools.returning import Line


@dataclass(frozen=True)
class Covering:
    """A rule in force as plain data, and whom it covers."""

    pool_id: int
    version: int
    starts_at: datetime
    least_words: int
    grace: timedelta
    lines: Sequence[Line]
    people: frozenset[int]


def firm_zone() -> ZoneInfo:
    """The zone in whose days everybody counts."""
    return ZoneInfo(firm_time_zone() or settings.TIME_ZONE)


def covering(among: Collection[int] | None = None) -> list[Covering]:
    """All rules that are on, each with its people; nobody is covered twice. Pools without a rule still keep their people to themselves.
    With `among` nobody else is looked at, so that one customer's owner costs the same in a firm of ten and of ten thousand."""
    in_force = rules_on()
    if not in_force:
        return []
    lines = defaultdict[int, list[ReturnLine]](list)
    for line in _lines_on():
        lines[line.rule_id].append(line)
    rules = {rule.pool_id: rule for rule in in_force}
    pools = _open_pools()
    of = _people_of(pools, among)
    taken: set[int] = set()
    found = []
    for pool in pools:
        mine = of[pool.pk] - taken
        taken |= mine
        if (rule := rules.get(pool.pk)) is not None:
            found.append(_covering_of(rule, lines[rule.pk], frozenset(mine)))
    return found


@prepared
def rules_on() -> QuerySet[ReturnRule]:
    """The rules that are on."""
    return ReturnRule.objects.filter(is_on=True)


@prepared
def _lines_on() -> QuerySet[ReturnLine]:
    return ReturnLine.objects.filter(rule__is_on=True).order_by("id")


@prepared
def _open_pools() -> QuerySet[Pool]:
    return Pool.objects.open().in_order()


def any_rule_on() -> bool:
    """Whether customers come back by themselves anywhere."""
    return bool(rules_on())


@prepared
def covered_among(parties: list[int]) -> QuerySet[Custody, int]:
    """For which of these customers a rule counted when it was last written down."""
    return Custody.objects.filter(party__in=parties, covered_at__isnull=False).values_list("pk", flat=True)


def moved_between(rules: Sequence[Covering]) -> QuerySet[Party, int]:
    """Customers whose owner stands under a rule and did not before, or the other way round, or under another one."""
    people = frozenset[int]().union(*(rule.people for rule in rules))
    known = Custody.objects.filter(party=OuterRef("pk"), owner=OuterRef("owner"), covered_at__isnull=False)
    covered, is_key = Q(Exists(known)), Q(Exists(KeyCustomer.objects.filter(party=OuterRef("pk"))))
    moved = (Q(owner__in=people) & ~covered & ~is_key) | (~Q(owner__in=people) & covered)
    for rule in rules:
        elsewhere = known.filter(line__isnull=False).exclude(line__rule=rule.pool_id)
        moved |= Q(owner__in=rule.people) & Q(Exists(elsewhere))
    return Party.objects.customers().filter(moved, owner__isnull=False).order_by("pk").values_list("pk", flat=True)


def _covering_of(rule: ReturnRule, lines: Sequence[ReturnLine], people: frozenset[int]) -> Covering:
    """One rule as plain data."""
    return Covering(
        pool_id=rule.pool_id,
        version=rule.version,
        starts_at=rule.starts_at or now(),
        least_words=rule.least_words,
        grace=timedelta(days=rule.grace_days),
        lines=[plain(line) for line in lines],
        people=people,
    )


def plain(line: ReturnLine) -> Line:
    """A line without its row."""
    return Line(
        line.pk or 0,
        line.base,
        line.days,
        line.is_working,
        frozenset(line.tiers),
        line.takes_open,
        line.spares_deals,
    )


def members_of(pool: Pool) -> frozenset[int]:
    """Numbers of the people whose customers come into this pool: those in its scope who stand in no more important one."""
    others = list(Pool.objects.open().in_order().exclude(pk=pool.pk))
    of = _people_of([pool, *others])
    earlier = [of[one.pk] for one in others if (one.priority, one.pk) < (pool.priority, pool.pk or 0)]
    return frozenset(of[pool.pk].difference(*earlier))


def _people_of(pools: Sequence[Pool], among: Collection[int] | None = None) -> dict[int, set[int]]:
    """Who stands in the scope of each pool. Not those who have left: their customers wait for a hand-over, not for a pool."""
    of: dict[int, set[int]] = defaultdict(set)
    ids = [pool.pk for pool in pools]
    tops = _tops(ids)
    posts: Iterable[tuple[int, str]]
    single: Iterable[tuple[int, int]]
    posts, single = (_posts(), _single(ids)) if among is None else (_posts_of([*among]), _single_of(ids, [*among]))
    for person, path in posts:
        for pool, top in tops:
            if path.startswith(top):
                of[pool].add(person)
    for pool, person in single:
        of[pool].add(person)
    return of


@prepared
def _tops(pools: list[int]) -> QuerySet[Any, tuple[int, str]]:  # Any: a table between two
    return Pool.units.through.objects.filter(pool__in=pools).values_list("pool_id", "unit__path")


def _posts() -> QuerySet[Post, tuple[int, str]]:
    return Post.objects.held().filter(person__deactivated_at=None).values_list("person_id", "unit__path")


@prepared
def _posts_of(people: list[int]) -> QuerySet[Post, tuple[int, str]]:
    return _posts().filter(person__in=people)


def _single(pools: list[int]) -> QuerySet[Any, tuple[int, int]]:  # Any: a table between two
    named = Pool.people.through.objects.filter(pool__in=pools, person__deactivated_at=None)
    return named.values_list("pool_id", "person_id")


@prepared
def _single_of(pools: list[int], people: list[int]) -> QuerySet[Any, tuple[int, int]]:  # Any: a table between two
    return _single(pools).filter(person__in=people)
